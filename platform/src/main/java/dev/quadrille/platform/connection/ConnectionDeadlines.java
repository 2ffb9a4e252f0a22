package dev.quadrille.platform.connection;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.apache.coyote.Constants;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.jspecify.annotations.Nullable;

/// The deadlines of one connection for the TLS handshake, for whole headers, bodies and responses.
/// Tomcat's own timeouts restart with every byte; here each attempt to read or write gets only the
/// remaining time. The state of the connection is derived from these attempts: one that moves no
/// byte means that the server waits for the client.
///
/// Decision record: `docs/decisions/0023-connections.md`.
final class ConnectionDeadlines implements ClientConnection {

    /// A connection that became idle less than this time ago is not evicted before connections that
    /// have waited longer: its client is probably about to send the next request.
    private static final long RECENT = Duration.ofSeconds(1).toNanos();

    private final ConnectionLimits limits;
    private final ConnectionRegistry registry;
    private final WriteAllowance allowance;

    private String address = "";
    private @Nullable SocketChannel socket;
    private @Nullable NioSocketWrapper wrapper;
    private volatile @Nullable Request request;
    private volatile long since = System.nanoTime();
    private volatile boolean unseen = true;
    private volatile boolean waitsToRead;
    private volatile boolean waitsToWrite;
    private volatile boolean idle;
    private long bodyOf = Long.MIN_VALUE;
    private long bodySince;

    ConnectionDeadlines(ConnectionLimits limits, ConnectionRegistry registry) {
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
    void reset(@Nullable SocketChannel opened, @Nullable NioSocketWrapper by) {
        if (opened == null) {
            registry.remove(this);
        } else {
            socket = opened;
            wrapper = by;
            address = ClientNetwork.of(opened.socket().getInetAddress());
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

    /// The time for the first header includes the handshake.
    void beforeHandshake() throws SocketTimeoutException {
        long left = left(since, limits.headerDeadline());
        requireTime(left);
        wrapper().setReadTimeout(millis(left));
        wrapper().setWriteTimeout(millis(left));
    }

    /// @param interest the operation for which the handshake waits; 0 if it is complete
    void afterHandshake(int interest) {
        waitsToRead = interest == SelectionKey.OP_READ;
        waitsToWrite = interest == SelectionKey.OP_WRITE;
        unseen = false;
    }

    void beforeRead() throws SocketTimeoutException {
        if (stage() == Constants.STAGE_KEEPALIVE) {
            beginNext();
        }
        if (!idle) {
            limitRead();
        }
    }

    /// An incomplete TLS record carries no bytes of a request, so it must not prolong the idle
    /// time.
    void afterRead(int bytes) throws SocketTimeoutException {
        waitsToRead = bytes == 0;
        unseen = false;
        if (bytes > 0 && idle) {
            since = System.nanoTime();
            idle = false;
        } else if (bytes == 0 && idle) {
            requireTime(left(since, limits.idleTimeout()));
        }
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
        wrapper().setReadTimeout(millis(left));
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

    /// Records an attempt to write.
    ///
    /// @param bytes the number of bytes that the network accepted; zero means that the client must
    ///   read before more can be sent
    void afterWrite(int bytes) throws SocketTimeoutException {
        waitsToWrite = bytes == 0;
        allowance.wrote(bytes, System.nanoTime());
        requireTime(allowance.left());
        wrapper().setWriteTimeout(millis(allowance.left()));
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

    private NioSocketWrapper wrapper() {
        return requireNonNull(wrapper);
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
            return idle && System.nanoTime() - since > RECENT ? Waiting.IDLE : Waiting.FOR_CLIENT;
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
        SocketChannel open = requireNonNull(socket);
        try {
            open.shutdownInput();
            if (waitsToWrite) {
                open.shutdownOutput();
            }
        } catch (IOException gone) {
            // The connection is already closed.
        }
    }
}
