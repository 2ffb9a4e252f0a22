package dev.quadrille.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.Jwt;

class SubjectValidatorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"alice", "auth0|5f7c8ec7c33c6c004bbafe82", "J\u00fcrgen", "\ud83d\ude00"})
    void acceptsSubject(String subject) {
        assertThat(isAccepted(subject)).isTrue();
    }

    @Test
    void acceptsUpTo100Characters() {
        assertThat(isAccepted("s".repeat(100))).isTrue();
        assertThat(isAccepted("s".repeat(101))).isFalse();
        assertThat(isAccepted("\ud83d\ude00".repeat(100))).isTrue();
        assertThat(isAccepted("\ud83d\ude00".repeat(101))).isFalse();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @MethodSource
    void rejectsInvalidSubject(@Nullable String subject) {
        assertThat(isAccepted(subject)).isFalse();
    }

    static Stream<String> rejectsInvalidSubject() {
        return Stream.of(
                " ", "\u2003", "a\nb", "a\u0000", "a\u007f", "a\u0085", "\ud800", "\u00a0",
                "\u200b", "\u202e", "\ufeff");
    }

    private static boolean isAccepted(@Nullable String subject) {
        Jwt.Builder token = Jwt.withTokenValue("token").header("alg", "RS256").claim("scope", "");
        if (subject != null) {
            token.subject(subject);
        }
        return !new SubjectValidator().validate(token.build()).hasErrors();
    }
}
