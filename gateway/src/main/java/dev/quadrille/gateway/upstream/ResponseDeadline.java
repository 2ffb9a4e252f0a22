package dev.quadrille.gateway.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/// Deadline of a response. The socket timeout limits each read only: a service that sends one byte
/// now and then could hold a request, its permits and its connection for ever. Must run on a
/// connection that is open.
final class ResponseDeadline implements ExecChainHandler {

    private final Duration limit;

    /// @param limit until the whole head has arrived, and then for all reads of the body together
    ResponseDeadline(Duration limit) {
        this.limit = limit;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = awaitHead(request, scope, chain);
        HttpEntity body = response.getEntity();
        if (body != null) {
            response.setEntity(new LimitedBody(body, scope.execRuntime));
        }
        return response;
    }

    private ClassicHttpResponse awaitHead(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        AtomicBoolean exceeded = new AtomicBoolean();
        Future<?> timeout =
                ForkJoinPool.commonPool()
                        .schedule(
                                () -> {
                                    exceeded.set(true);
                                    scope.execRuntime.discardEndpoint();
                                },
                                limit.toNanos(),
                                TimeUnit.NANOSECONDS);
        try {
            return chain.proceed(request, scope);
        } catch (IOException | RuntimeException failure) {
            if (exceeded.get()) {
                throw timeout("head", failure);
            }
            throw failure;
        } finally {
            timeout.cancel(false);
        }
    }

    private SocketTimeoutException timeout(String part, @Nullable Throwable cause) {
        SocketTimeoutException timeout =
                new SocketTimeoutException(
                        "The %s of the response did not arrive within %s".formatted(part, limit));
        timeout.initCause(cause);
        return timeout;
    }

    private final class LimitedBody extends HttpEntityWrapper {

        private final ExecRuntime connection;
        private @Nullable InputStream content;

        LimitedBody(HttpEntity body, ExecRuntime connection) {
            super(body);
            this.connection = connection;
        }

        @Override
        public InputStream getContent() throws IOException {
            if (content == null) {
                content = new LimitedStream(super.getContent(), connection);
            }
            return content;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream in = getContent()) {
                in.transferTo(out);
            }
        }
    }

    /// Counts only the time of reads, so that a slow client does not make a service slow.
    private final class LimitedStream extends FilterInputStream {

        private final ExecRuntime connection;
        private long remainingNanos = limit.toNanos();

        LimitedStream(InputStream body, ExecRuntime connection) {
            super(body);
            this.connection = connection;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (remainingNanos <= 0) {
                connection.discardEndpoint();
                throw timeout("body", null);
            }
            long start = System.nanoTime();
            try {
                return super.read(buffer, offset, length);
            } finally {
                remainingNanos -= System.nanoTime() - start;
            }
        }

        /// Reads the rest within the limit, because the connection can be reused only after the
        /// whole body, and the original stream would read it without a limit.
        @Override
        public void close() throws IOException {
            try {
                transferTo(OutputStream.nullOutputStream());
            } catch (IOException _) {
                connection.discardEndpoint();
            }
            super.close();
        }
    }
}
