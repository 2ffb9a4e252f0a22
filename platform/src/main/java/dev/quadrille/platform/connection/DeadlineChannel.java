package dev.quadrille.platform.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/// The channel of one connection without TLS, with {@link ConnectionDeadlines}.
final class DeadlineChannel extends NioChannel {

    private final ConnectionDeadlines deadlines;

    DeadlineChannel(SocketBufferHandler buffers, ConnectionDeadlines deadlines) {
        super(buffers);
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

    @Override
    public int read(ByteBuffer target) throws IOException {
        deadlines.beforeRead();
        int bytes = super.read(target);
        deadlines.afterRead(bytes);
        return bytes;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        boolean needed = source.hasRemaining();
        int bytes = super.write(source);
        if (needed) {
            deadlines.afterWrite(bytes);
        }
        return bytes;
    }
}
