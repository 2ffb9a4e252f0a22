package dev.quadrille.platform.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/// The channel of one connection with TLS, with {@link ConnectionDeadlines} also for the handshake.
final class SecureDeadlineChannel extends SecureNioChannel {

    private final ConnectionDeadlines deadlines;

    SecureDeadlineChannel(
            SocketBufferHandler buffers, NioEndpoint endpoint, ConnectionDeadlines deadlines) {
        super(buffers, endpoint);
        this.deadlines = deadlines;
    }

    ConnectionDeadlines deadlines() {
        return deadlines;
    }

    @Override
    public void reset(@Nullable SocketChannel socket, @Nullable NioSocketWrapper wrapper)
            throws IOException {
        super.reset(socket, wrapper);
        deadlines.reset(socket, wrapper);
    }

    /// Tomcat does not reset a channel if it cannot send all encrypted bytes when it closes it.
    @Override
    public void close(boolean force) throws IOException {
        try {
            super.close(force);
        } finally {
            if (!isOpen()) {
                deadlines.reset(null, null);
            }
        }
    }

    @Override
    public int handshake(boolean read, boolean write) throws IOException {
        if (isHandshakeComplete()) {
            return 0;
        }
        deadlines.beforeHandshake();
        int interest = super.handshake(read, write);
        deadlines.afterHandshake(interest);
        return interest;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        deadlines.beforeRead();
        int bytes = super.read(target);
        deadlines.afterRead(bytes);
        return bytes;
    }

    /// The bytes that the network accepted are those consumed, less those that were encrypted but
    /// not sent.
    @Override
    public int write(ByteBuffer source) throws IOException {
        int unsent = getOutboundRemaining();
        boolean needed = source.hasRemaining() || unsent > 0;
        int consumed = super.write(source);
        if (needed) {
            deadlines.afterWrite(Math.max(0, unsent + consumed - getOutboundRemaining()));
        }
        return consumed;
    }
}
