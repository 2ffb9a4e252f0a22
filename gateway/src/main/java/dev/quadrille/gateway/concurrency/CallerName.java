package dev.quadrille.gateway.concurrency;

import dev.quadrille.gateway.client.ClientAddress;
import dev.quadrille.platform.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/// Identifies the caller of a request for the concurrency limit: the subject of the token, or the
/// client address of a request without a token.
@Component
final class CallerName {

    private final ClientAddress address;

    CallerName(ClientAddress address) {
        this.address = address;
    }

    String of(HttpServletRequest request) {
        return SecurityContextHolder.getContext().getAuthentication()
                        instanceof JwtAuthenticationToken authentication
                ? "caller " + Caller.of(authentication.getToken()).name()
                : "address " + address.of(request);
    }
}
