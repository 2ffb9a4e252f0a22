package dev.quadrille.gateway.resilience;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/// Response of a service whose body has not been read. The call ends with the body: a service that
/// stops within the body has failed. A client that disconnects is no failure of the service.
public final class UpstreamResponse implements ServerResponse {

    private final ServerResponse delegate;
    private final UpstreamCall call;
    private final @Nullable ClientHttpResponse connection;

    UpstreamResponse(
            ServerResponse delegate, UpstreamCall call, @Nullable ClientHttpResponse connection) {
        this.delegate = delegate;
        this.call = call;
        this.connection = connection;
    }

    /// Ends the call without forwarding the response, and returns its connection to the pool.
    public void discard() {
        call.succeed();
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public @Nullable ModelAndView writeTo(
            HttpServletRequest request, HttpServletResponse response, Context context)
            throws ServletException, IOException {
        try {
            ModelAndView view = delegate.writeTo(request, response, context);
            call.succeed();
            return view;
        } catch (ClientAbortException disconnected) {
            call.succeed();
            throw disconnected;
        } catch (IOException failure) {
            call.fail(failure);
            throw failure;
        } finally {
            call.cancel();
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
