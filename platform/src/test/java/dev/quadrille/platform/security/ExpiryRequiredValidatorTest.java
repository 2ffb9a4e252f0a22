package dev.quadrille.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

class ExpiryRequiredValidatorTest {

    private final Jwt.Builder token =
            Jwt.withTokenValue("token").header("alg", "RS256").subject("alice");

    @Test
    void rejectsTokenWithoutExpiry() {
        assertThat(new ExpiryRequiredValidator().validate(token.build()).hasErrors()).isTrue();
    }

    @Test
    void acceptsExpiredToken() {
        Jwt expired = token.expiresAt(Instant.EPOCH).build();

        assertThat(new ExpiryRequiredValidator().validate(expired).hasErrors()).isFalse();
    }
}
