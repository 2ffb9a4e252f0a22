package dev.quadrille.platform.security;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/// Refuses a token that never ends: Boot's checks look at an expiry where there is one, and do not
/// miss it.
final class ExpiryRequiredValidator implements OAuth2TokenValidator<Jwt> {

    private static final OAuth2Error REFUSED =
            new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The token has no expiry.", null);

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        return token.getExpiresAt() != null
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(REFUSED);
    }
}
