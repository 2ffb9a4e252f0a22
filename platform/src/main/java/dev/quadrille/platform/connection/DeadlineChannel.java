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

    /// Tomcat opens a channel with its socket, and closes it with none. Channels are not pooled, so
    /// each is opened once.
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

    /// The request that the following attempts to read are made for; none while it is idle, because
    /// Tomcat gives the object to another connection then.
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

    /// Of a request that came together with the one before, Tomcat has seen the first bytes
    /// already.
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

    /// Whether the body is being read, or what the application has left of it.
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

    /// When the first byte of the present request was seen; below zero if there was none yet.
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

    // Zero would mean no time-out at all.
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

    /// Only Tomcat's own threads may close a connection, for its buffers are theirs. They find the
    /// end of the stream here, as if the client had gone.
    @Override
    public void abort() {
        try {
            sc.shutdownInput();
            if (waitsToWrite) {
                sc.shutdownOutput();
            }
        } catch (IOException gone) {
            // It has ended by itself.
        }
    }
}
