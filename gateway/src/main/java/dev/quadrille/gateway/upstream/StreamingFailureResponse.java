package dev.quadrille.gateway.upstream;

import dev.quadrille.platform.problem.Problem;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/// Response that streams the body of a service. If the service fails before the first byte is sent
/// to the client, the response is replaced with a problem detail.
record StreamingFailureResponse(ServerResponse delegate, Function<IOException, Problem> problems)
        implements ServerResponse {

    @Override
    public @Nullable ModelAndView writeTo(
            HttpServletRequest request, HttpServletResponse response, Context context)
            throws ServletException, IOException {
        try {
            return delegate.writeTo(request, response, context);
        } catch (ClientAbortException disconnected) {
            // The client has disconnected; no response is possible.
            return null;
        } catch (IOException failure) {
            if (response.isCommitted()) {
                throw failure;
            }
            response.reset();
            throw problems.apply(failure);
        }
    }

    @Override
    public HttpStatusCode statusCode() {
        return delegate.statusCode();
    }

    @Override
    public HttpHeaders headers() {
        return delegate.headers();
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return delegate.cookies();
    }
}
