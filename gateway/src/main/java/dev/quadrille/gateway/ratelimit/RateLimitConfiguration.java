package dev.quadrille.gateway.ratelimit;

import dev.quadrille.gateway.client.ClientAddress;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Configures the rate limiter, the store of its limits, and rate-limited token validation.
@Configuration(proxyBeanMethods = false)
class RateLimitConfiguration {

    @Bean
    RateLimiter rateLimiter(
            RateLimitProperties limits, RateLimiter.Store buckets, MeterRegistry meters) {
        return new RateLimiter(limits, buckets, meters);
    }

    @Bean
    TimeMeter rateLimitClock() {
        return TimeMeter.SYSTEM_NANOTIME;
    }

    /// In memory, and also in Valkey if its URL is configured.
    @Bean
    RateLimiter.Store rateLimits(
            RateLimitProperties limits, TimeMeter clock, MeterRegistry meters) {
        RateLimiter.Store local = new LocalRateLimits(limits, clock);
        return limits.valkey()
                .configuredUrl()
                .<RateLimiter.Store>map(url ->
                        new SharedRateLimitsWithLocalFallback(
                                local,
                                new ValkeyTokenBuckets(limits, url, TimeMeter.SYSTEM_MILLISECONDS),
                                limits.valkey().reconnectInterval(),
                                meters))
                .orElse(local);
    }

    @Bean
    static BeanPostProcessor rateLimitedJwtDecoderPostProcessor(
            ObjectProvider<RateLimiter> limiter, ObjectProvider<ClientAddress> address) {
        return new RateLimitedJwtDecoderPostProcessor(limiter, address);
    }

    /// Must run before the platform's post-processor, which has no order and adds the cache of
    /// validated tokens: a cached token is not validated again, so it must not count.
    private record RateLimitedJwtDecoderPostProcessor(
            ObjectProvider<RateLimiter> limiter, ObjectProvider<ClientAddress> address)
            implements BeanPostProcessor, Ordered {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof JwtDecoder decoder
                    ? new RateLimitedJwtDecoder(decoder, limiter.getObject(), address.getObject())
                    : bean;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }
}
