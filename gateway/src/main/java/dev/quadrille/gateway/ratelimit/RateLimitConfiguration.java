package dev.quadrille.gateway.ratelimit;

import io.github.bucket4j.TimeMeter;
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

/// Puts the buckets where they belong: into Valkey as well, if there is one.
@Configuration(proxyBeanMethods = false)
class RateLimitConfiguration {

    /// Java itself remembers an address for five seconds where it is started by us.
    private static final Duration BALANCER_REFRESH = Duration.ofSeconds(1);

    @Bean
    TimeMeter rateLimitClock() {
        return TimeMeter.SYSTEM_NANOTIME;
    }

    @Bean
    TokenBuckets buckets(RateLimitProperties limits, TimeMeter clock, MeterRegistry meters) {
        TokenBuckets own = new LocalTokenBuckets(limits, clock);
        return limits.valkey()
                .address()
                .<TokenBuckets>map(url ->
                        new SharedTokenBucketsWithLocalFallback(
                                own,
                                new ValkeyTokenBuckets(limits, url, TimeMeter.SYSTEM_MILLISECONDS),
                                limits.valkey().pause(),
                                meters))
                .orElse(own);
    }

    @Bean
    RateLimiter limiter(RateLimitProperties limits, TokenBuckets buckets, MeterRegistry meters) {
        return new RateLimiter(limits, buckets, meters);
    }

    @Bean
    TrustedProxy balancer(@Value("${quadrille.balancer}") String host) {
        return new TrustedProxy(host, InetAddress::getAllByName).refreshedEvery(BALANCER_REFRESH);
    }

    @Bean
    ClientAddress clientAddress(TrustedProxy balancer) {
        return new ClientAddress(balancer);
    }

    @Bean
    static BeanPostProcessor limitedTokenChecks(
            ObjectProvider<RateLimiter> limiter, ObjectProvider<ClientAddress> address) {
        return new InsideOfTheMemory(limiter, address);
    }

    /// Goes before the platform's processor, which has no order: what is remembered as valid is not
    /// checked, and so not limited.
    private record InsideOfTheMemory(
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
