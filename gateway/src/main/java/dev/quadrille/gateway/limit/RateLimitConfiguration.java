package dev.quadrille.gateway.limit;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Puts the buckets where they belong: into Valkey as well, if there is one.
@Configuration(proxyBeanMethods = false)
class RateLimitConfiguration {

    @Bean
    TimeMeter rateLimitClock() {
        return TimeMeter.SYSTEM_NANOTIME;
    }

    @Bean
    Buckets buckets(RateLimits limits, TimeMeter clock, MeterRegistry meters) {
        Buckets own = new LocalBuckets(limits, clock);
        return limits.valkey()
                .address()
                .<Buckets>map(url ->
                        new LinkedBuckets(
                                own,
                                new ValkeyBuckets(limits, url, TimeMeter.SYSTEM_MILLISECONDS),
                                limits.valkey().pause(),
                                meters))
                .orElse(own);
    }

    @Bean
    Limiter limiter(RateLimits limits, Buckets buckets, MeterRegistry meters) {
        return new Limiter(limits, buckets, meters);
    }

    @Bean
    static BeanPostProcessor limitedTokenChecks(ObjectProvider<Limiter> limiter) {
        return new InsideOfTheMemory(limiter);
    }

    /// Goes before the platform's processor, which has no order: what is remembered as valid is not
    /// checked, and so not limited.
    private record InsideOfTheMemory(ObjectProvider<Limiter> limiter)
            implements BeanPostProcessor, Ordered {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof JwtDecoder decoder
                    ? new LimitedTokenChecks(decoder, limiter.getObject())
                    : bean;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }
}
