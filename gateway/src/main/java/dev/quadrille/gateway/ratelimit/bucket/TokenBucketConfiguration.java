package dev.quadrille.gateway.ratelimit.bucket;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Stores token buckets in memory, and also in Valkey if its URL is configured.
@Configuration(proxyBeanMethods = false)
class TokenBucketConfiguration {

    @Bean
    TimeMeter rateLimitClock() {
        return TimeMeter.SYSTEM_NANOTIME;
    }

    @Bean
    TokenBuckets tokenBuckets(RateLimitProperties limits, TimeMeter clock, MeterRegistry meters) {
        TokenBuckets local = new LocalTokenBuckets(limits, clock);
        return limits.valkey()
                .configuredUrl()
                .<TokenBuckets>map(url ->
                        new SharedTokenBucketsWithLocalFallback(
                                local,
                                new ValkeyTokenBuckets(limits, url, TimeMeter.SYSTEM_MILLISECONDS),
                                limits.valkey().reconnectInterval(),
                                meters))
                .orElse(local);
    }
}
