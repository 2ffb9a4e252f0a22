package dev.quadrille.platform.security;

import dev.quadrille.platform.text.PlainText;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/// Refuses a token whose subject cannot go where subjects go: into events, tables and logs. It is a
/// check of the token like that of its expiry (401), for no other role or path would make it any
/// better.
final class SubjectValidator implements OAuth2TokenValidator<Jwt> {

    /// What a subject keeps to, in words for the caller.
    static final String RULE =
            "The token's subject must be 1 to 100 characters, at least one of them visible and none"
                    + " of them a control character.";

    private static final int MAX_LENGTH = 100;
    private static final OAuth2Error REFUSED =
            new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, RULE, null);

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        return isServed(token.getSubject())
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(REFUSED);
    }

    private static boolean isServed(@Nullable String subject) {
        return subject != null && PlainText.isOneLine(subject, MAX_LENGTH);
    }

    /// Whether this check is why there is nobody.
    static boolean isCauseOf(AuthenticationException nobody) {
        return nobody.getCause() instanceof JwtValidationException invalid
                && invalid.getErrors().contains(REFUSED);
    }
}
