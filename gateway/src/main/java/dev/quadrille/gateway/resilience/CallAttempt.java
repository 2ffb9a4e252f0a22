package dev.quadrille.gateway.resilience;

import org.jspecify.annotations.Nullable;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.ServerResponse;

/// Result of one attempt to call a service: a response, or a failure of the connection.
///
/// @param repeat whether another attempt follows
record CallAttempt(
        @Nullable ServerResponse response,
        @Nullable ResourceAccessException failure,
        boolean repeat) {

    ServerResponse responseOrFailure() {
        if (response != null) {
            return response;
        }
        throw failure != null ? failure : new IllegalStateException("An attempt has a result");
    }
}
