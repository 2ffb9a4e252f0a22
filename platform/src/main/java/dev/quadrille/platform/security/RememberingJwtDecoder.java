package dev.quadrille.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Remembers for a minute which tokens it has checked: a client sends the same one for an hour, and
/// checking its signature is the dearest part of many requests. Only what was valid is remembered,
/// and never beyond its expiry; a key that is withdrawn is noticed within the minute.
final class RememberingJwtDecoder implements JwtDecoder {

    private static final Duration FOR = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Cache<String, Jwt> valid =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FOR).build();

    RememberingJwtDecoder(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        return Optional.ofNullable(valid.getIfPresent(token))
                .filter(this::isLive)
                .orElseGet(() -> check(token));
    }

    private boolean isLive(Jwt jwt) {
        return jwt.getExpiresAt() != null && clock.instant().isBefore(jwt.getExpiresAt());
    }

    private Jwt check(String token) {
        Jwt jwt = decoder.decode(token);
        valid.put(token, jwt);
        return jwt;
    }
}
