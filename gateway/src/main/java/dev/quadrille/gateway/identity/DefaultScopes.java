package dev.quadrille.gateway.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/// Converts a token request. A request without a scope gets all scopes of its client (RFC 6749,
/// 3.3).
final class DefaultScopes implements AuthenticationConverter {

    private final AuthenticationConverter converter =
            new OAuth2ClientCredentialsAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        return converter.convert(request)
                        instanceof OAuth2ClientCredentialsAuthenticationToken token
                ? withScopes(token)
                : null;
    }

    private static Authentication withScopes(OAuth2ClientCredentialsAuthenticationToken token) {
        if (token.getScopes().isEmpty()
                && token.getPrincipal() instanceof OAuth2ClientAuthenticationToken client
                && client.getRegisteredClient() != null) {
            return new OAuth2ClientCredentialsAuthenticationToken(
                    client,
                    client.getRegisteredClient().getScopes(),
                    token.getAdditionalParameters());
        }
        return token;
    }
}
