package dev.quadrille.gateway.concurrency;

import dev.quadrille.gateway.client.ClientAddress;
import dev.quadrille.gateway.client.CurrentCaller;
import jakarta.servlet.http.HttpServletRequest;
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
        return CurrentCaller.get()
                .map(caller -> "caller " + caller.name())
                .orElseGet(() -> "address " + address.of(request));
    }
}
