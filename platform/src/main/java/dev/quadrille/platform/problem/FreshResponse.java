package dev.quadrille.platform.problem;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/// Prepares a response for a problem. A handler may have set headers of the response that it then
/// failed to write, such as `ETag` and a public `Cache-Control`: with them, a shared cache could
/// store the problem and serve it to other clients.
final class FreshResponse {

    private static final String NEVER_STORED = "no-store";

    private FreshResponse() {}

    /// Removes status, headers and body. The response must not be committed.
    static void prepare(HttpServletResponse response) {
        response.reset();
        response.setHeader(HttpHeaders.CACHE_CONTROL, NEVER_STORED);
    }
}
