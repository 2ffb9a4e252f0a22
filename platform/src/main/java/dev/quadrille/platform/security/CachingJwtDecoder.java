package dev.quadrille.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.quadrille.platform.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Caching decoder: caches valid tokens for a minute. A client sends the same token for an hour,
/// and verifying its signature is the most expensive part of many requests. Only valid tokens are
/// cached, and never beyond their expiry; the withdrawal of a key takes effect within the minute.
///
/// The cache is bounded by the total length of the tokens: those of an identity provider may have
/// 16 KB, those of the demo have 600 bytes.
final class CachingJwtDecoder implements JwtDecoder {

    private static final Duration FOR = Duration.ofMinutes(1);

    /// In characters, of all tokens together. A decoded token takes about four times as many bytes.
    static final long CAPACITY = 4_000_000;

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Cache<String, Jwt> valid =
            Caffeine.newBuilder()
                    .maximumWeight(CAPACITY)
                    .<String, Jwt>weigher((_, jwt) -> jwt.getTokenValue().length())
                    .expireAfterWrite(FOR)
                    .build();

    CachingJwtDecoder(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        String key = Sha256.hex(token);
        return Optional.ofNullable(valid.getIfPresent(key))
                .filter(this::isLive)
                .orElseGet(() -> check(token, key));
    }

    /// Characters of all cached tokens, after evictions.
    long size() {
        valid.cleanUp();
        return valid.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    private boolean isLive(Jwt jwt) {
        return jwt.getExpiresAt() != null && clock.instant().isBefore(jwt.getExpiresAt());
    }

    private Jwt check(String token, String key) {
        Jwt jwt = decoder.decode(token);
        valid.put(key, jwt);
        return jwt;
    }
}
