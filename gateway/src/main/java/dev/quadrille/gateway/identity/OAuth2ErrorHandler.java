package dev.quadrille.gateway.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ErrorAuthenticationFailureHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/// Writes OAuth 2.0 error responses (RFC 6749, 5.2) to token requests with missing, unsupported or
/// wrong client credentials.
final class OAuth2ErrorHandler implements AuthenticationEntryPoint, AuthenticationFailureHandler {

    private final AuthenticationFailureHandler otherErrors =
            new OAuth2ErrorAuthenticationFailureHandler();

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"quadrille\"");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        // The writer would add its encoding, ISO 8859-1, to the content type.
        response.getOutputStream().print("{\"error\":\"invalid_client\"}");
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException, ServletException {
        if (cause instanceof OAuth2AuthenticationException oauth2Error
                && !oauth2Error.getError().getErrorCode().equals(OAuth2ErrorCodes.INVALID_CLIENT)) {
            otherErrors.onAuthenticationFailure(request, response, cause);
        } else {
            commence(request, response, cause);
        }
    }
}
