package dev.quadrille.gateway.route;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Passes a body on once all of it is here. Passed on as it comes, one that breaks off would still
/// reach the service: our client ends it properly, and the service may carry out what its sender is
/// told did not arrive. A slow sender does not hold up a connection to the service, either.
final class WholeBodies implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(WholeBodies.class);

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        HttpServletRequest whole = new WholeRequest(request.servletRequest(), bodyOf(request));
        return next.handle(ServerRequest.create(whole, request.messageConverters()));
    }

    /// It is limited in size, wherever it goes; see platform's `RequestLimits`.
    private static byte[] bodyOf(ServerRequest request) {
        try {
            return request.servletRequest().getInputStream().readAllBytes();
        } catch (IOException brokenOff) {
            LOG.debug("a body broke off", brokenOff);
            throw CallFailure.BROKEN_REQUEST.problem();
        }
    }

    private static final class WholeRequest extends HttpServletRequestWrapper {

        private final ServletInputStream body;

        WholeRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new WholeBody(new ByteArrayInputStream(body));
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }
    }

    private static final class WholeBody extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        WholeBody(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("read at once, by the thread of the request");
        }
    }
}
