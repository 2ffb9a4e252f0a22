package dev.quadrille.gateway.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/// Reads a request for a token. One that names no scope asks for all that the client may have (RFC
/// 6749, 3.3).
final class DefaultScopes implements AuthenticationConverter {

    private final AuthenticationConverter requests =
            new OAuth2ClientCredentialsAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        return requests.convert(request) instanceof OAuth2ClientCredentialsAuthenticationToken asked
                ? withScopes(asked)
                : null;
    }

    private static Authentication withScopes(OAuth2ClientCredentialsAuthenticationToken asked) {
        if (asked.getScopes().isEmpty()
                && asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken known
                && known.getRegisteredClient() != null) {
            return new OAuth2ClientCredentialsAuthenticationToken(
                    known,
                    known.getRegisteredClient().getScopes(),
                    asked.getAdditionalParameters());
        }
        return asked;
    }
}
