package dev.quadrille.gateway.client;

import dev.quadrille.platform.security.Caller;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/// The authenticated caller of the request that the current thread handles.
public final class CurrentCaller {

    private CurrentCaller() {}

    /// Empty for a request without a token.
    public static Optional<Caller> get() {
        return SecurityContextHolder.getContext().getAuthentication()
                        instanceof JwtAuthenticationToken authentication
                ? Optional.of(Caller.of(authentication.getToken()))
                : Optional.empty();
    }

    public static boolean isOperator() {
        return get().filter(Caller::operator).isPresent();
    }
}
