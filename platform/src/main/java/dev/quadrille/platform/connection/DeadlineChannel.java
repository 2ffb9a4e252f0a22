package dev.quadrille.platform.connection;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.apache.coyote.Constants;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/// The channel of one connection, with deadlines for whole headers, bodies and responses. Tomcat's
/// own timeouts restart with every byte; here each attempt to read or write gets only the remaining
/// time. The state of the connection is derived from these attempts: one that moves no byte means
/// that the server waits for the client.
///
/// Decision record: `docs/decisions/0023-connections.md`.
final class DeadlineChannel extends NioChannel implements ClientConnection {

    private final ConnectionLimits limits;
    private final ConnectionRegistry registry;
    private final WriteAllowance allowance;

    private String address = "";
    private volatile @Nullable Request request;
    private volatile long since = System.nanoTime();
    private volatile boolean unseen = true;
    private volatile boolean waitsToRead;
    private volatile boolean waitsToWrite;
    private volatile boolean idle;
    private long bodyOf = Long.MIN_VALUE;
    private long bodySince;

    DeadlineChannel(
            SocketBufferHandler buffers, ConnectionLimits limits, ConnectionRegistry registry) {
        super(buffers);
        this.limits = limits;
        this.registry = registry;
        this.allowance =
                new WriteAllowance(
                        limits.writeAllowance().toNanos(),
                        Duration.ofSeconds(1).toNanos()
                                / Math.max(1, limits.slowestReader().toBytes()));
    }

    /// Tomcat passes the socket when it opens the channel, and null when it closes it. Channels are
    /// not pooled, so each one is opened once.
    @Override
    public void reset(@Nullable SocketChannel socket, @Nullable NioSocketWrapper wrapper)
            throws IOException {
        super.reset(socket, wrapper);
        if (socket == null) {
            registry.remove(this);
        } else {
            address = ClientNetwork.of(socket.socket().getInetAddress());
            registry.add(this);
        }
    }

    /// Sets the request to which the next reads belong; null while the connection is idle, because
    /// Tomcat then reuses the request object for another connection.
    void serves(@Nullable Request next) {
        request = next;
    }

    /// Must be called when a request ends outside of Tomcat's loop over requests.
    void requestDone() {
        since = System.nanoTime();
        idle = true;
        waitsToRead = true;
        request = null;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (stage() == Constants.STAGE_KEEPALIVE) {
            beginNext();
        }
        if (!idle) {
            limitRead();
        }
        int bytes = super.read(target);
        waitsToRead = bytes == 0;
        unseen = false;
        if (bytes > 0 && idle) {
            since = System.nanoTime();
            idle = false;
        }
        return bytes;
    }

    /// Tomcat may already have read the first bytes of a pipelined request, together with the
    /// previous request.
    private void beginNext() {
        idle = start() < 0;
        since = idle ? System.nanoTime() : start();
    }

    private void limitRead() throws SocketTimeoutException {
        long left =
                isInBody()
                        ? left(bodySince, limits.bodyDeadline())
                        : left(since, limits.headerDeadline());
        requireTime(left);
        socketWrapper.setReadTimeout(millis(left));
    }

    /// Whether the body is being read, including a part that the application left unread.
    private boolean isInBody() {
        boolean inBody = stage() >= Constants.STAGE_SERVICE && stage() < Constants.STAGE_KEEPALIVE;
        if (inBody && bodyOf != start()) {
            bodyOf = start();
            bodySince = System.nanoTime();
        }
        return inBody;
    }

    private int stage() {
        return request == null ? Constants.STAGE_NEW : request.getRequestProcessor().getStage();
    }

    /// The time of the first byte of the current request; negative if none has arrived.
    private long start() {
        return request == null ? -1 : request.getStartTimeNanos();
    }

    private static long left(long begin, Duration limit) {
        return limit.toNanos() - (System.nanoTime() - begin);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        boolean needed = source.hasRemaining();
        int bytes = super.write(source);
        if (needed) {
            waitsToWrite = bytes == 0;
            allowance.wrote(bytes, System.nanoTime());
            requireTime(allowance.left());
            socketWrapper.setWriteTimeout(millis(allowance.left()));
        }
        return bytes;
    }

    private static void requireTime(long left) throws SocketTimeoutException {
        if (left <= 0) {
            throw new SocketTimeoutException("the client was too slow");
        }
    }

    // Tomcat interprets a timeout of zero as unlimited.
    private static long millis(long nanos) {
        return NANOSECONDS.toMillis(nanos) + 1;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Waiting waiting() {
        if (unseen) {
            return Waiting.PERHAPS;
        }
        if (waitsToRead || waitsToWrite) {
            return idle ? Waiting.IDLE : Waiting.FOR_CLIENT;
        }
        return Waiting.NOT;
    }

    @Override
    public long since() {
        return since;
    }

    /// Only Tomcat's threads may close a connection, because they use its buffers. This method ends
    /// the streams, which these threads treat like a disconnect of the client.
    @Override
    public void abort() {
        try {
            sc.shutdownInput();
            if (waitsToWrite) {
                sc.shutdownOutput();
            }
        } catch (IOException gone) {
            // The connection is already closed.
        }
    }
}
