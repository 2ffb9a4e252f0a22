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

/// Rejects a token whose subject is not allowed in events, tables and logs. This is a check of the
/// token, like that of its expiry (401): no other role or path would change the result.
final class SubjectValidator implements OAuth2TokenValidator<Jwt> {

    /// The rule for a subject, as a message for the caller.
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

    /// Whether this validator caused the authentication failure.
    static boolean isCauseOf(AuthenticationException failure) {
        return failure.getCause() instanceof JwtValidationException invalid
                && invalid.getErrors().contains(REFUSED);
    }
}
