package dev.quadrille.gateway.ratelimit;

import dev.quadrille.gateway.ratelimit.bucket.RateLimitProperties;
import dev.quadrille.gateway.ratelimit.bucket.TokenBuckets;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Configures the rate limiter, the trusted proxy, and rate-limited token validation.
@Configuration(proxyBeanMethods = false)
class RateLimitConfiguration {

    /// Less than the TTL of the JVM's DNS cache (five seconds), which limits the actual lookups.
    private static final Duration DNS_REFRESH_INTERVAL = Duration.ofSeconds(1);

    @Bean
    RateLimiter rateLimiter(
            RateLimitProperties limits, TokenBuckets buckets, MeterRegistry meters) {
        return new RateLimiter(limits, buckets, meters);
    }

    @Bean
    TrustedProxy trustedProxy(@Value("${quadrille.trusted-proxy}") String host) {
        return new TrustedProxy(host, InetAddress::getAllByName).startRefresh(DNS_REFRESH_INTERVAL);
    }

    @Bean
    ClientAddress clientAddress(TrustedProxy trustedProxy) {
        return new ClientAddress(trustedProxy);
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
