package dev.quadrille.gateway.concurrency;

import dev.quadrille.gateway.ratelimit.ClientAddress;
import dev.quadrille.platform.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/// Whose request it is: the customer or operator that its token names, else the address that it
/// comes from.
@Component
final class CallerName {

    private final ClientAddress address;

    CallerName(ClientAddress address) {
        this.address = address;
    }

    String of(HttpServletRequest request) {
        return SecurityContextHolder.getContext().getAuthentication()
                        instanceof JwtAuthenticationToken known
                ? "caller " + Caller.of(known.getToken()).name()
                : "address " + address.of(request);
    }
}
