package dev.quadrille.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

class CachingJwtDecoderTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final AtomicInteger verifications = new AtomicInteger();

    @Test
    void verifiesEachTokenOnce() {
        JwtDecoder decoder = at(NOW);

        assertThat(decoder.decode("one").getTokenValue()).isEqualTo("one");
        assertThat(decoder.decode("one").getTokenValue()).isEqualTo("one");
        assertThat(decoder.decode("two").getTokenValue()).isEqualTo("two");

        assertThat(verifications).hasValue(2);
    }

    @Test
    void doesNotCacheExpiredToken() {
        JwtDecoder decoder = at(NOW.plus(Duration.ofHours(1)));

        decoder.decode("one");
        decoder.decode("one");

        assertThat(verifications).hasValue(2);
    }

    @Test
    void doesNotCacheRejectedToken() {
        JwtDecoder decoder = at(NOW);

        assertThatThrownBy(() -> decoder.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> decoder.decode("forged")).isInstanceOf(BadJwtException.class);

        assertThat(verifications).hasValue(2);
    }

    /// The validator accepts a token for one minute after its expiry, to allow for clock skew.
    @Test
    void rejectsCachedTokenAfterItsExpiry() {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        InstantSource clock = now::get;
        JwtTimestampValidator timestampValidator = new JwtTimestampValidator();
        timestampValidator.setClock(clock.withZone(ZoneOffset.UTC));
        JwtDecoder decoder =
                new CachingJwtDecoder(
                        token -> {
                            Jwt jwt = verify(token);
                            if (timestampValidator.validate(jwt).hasErrors()) {
                                throw new BadJwtException("expired");
                            }
                            return jwt;
                        },
                        clock.withZone(ZoneOffset.UTC));

        decoder.decode("one");
        now.set(NOW.plus(Duration.ofHours(1)).plusSeconds(59));
        decoder.decode("one");
        now.set(NOW.plus(Duration.ofHours(1)).plusSeconds(61));

        assertThatThrownBy(() -> decoder.decode("one")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void limitsMemoryOfCache() {
        CachingJwtDecoder decoder =
                new CachingJwtDecoder(this::verify, Clock.fixed(NOW, ZoneOffset.UTC));

        for (int i = 0; i < 500; i++) {
            decoder.decode(i + "x".repeat(16_000));
        }

        assertThat(verifications).hasValue(500);
        assertThat(decoder.size()).isPositive().isLessThanOrEqualTo(CachingJwtDecoder.CAPACITY);
    }

    private JwtDecoder at(Instant now) {
        return new CachingJwtDecoder(this::verify, Clock.fixed(now, ZoneOffset.UTC));
    }

    private Jwt verify(String token) {
        verifications.incrementAndGet();
        if (token.equals("forged")) {
            throw new BadJwtException("forged");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject("alice")
                .issuedAt(NOW)
                .expiresAt(NOW.plus(Duration.ofHours(1)))
                .build();
    }
}
