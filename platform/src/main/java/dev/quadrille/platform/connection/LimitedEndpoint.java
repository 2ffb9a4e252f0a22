package dev.quadrille.platform.connection;

import static java.util.Objects.requireNonNull;

import dev.quadrille.platform.connection.ConnectionRegistry.Admission;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/// Tomcat's NIO endpoint with a {@link ConnectionRegistry}, and {@link ConnectionDeadlines} for
/// each connection.
final class LimitedEndpoint extends NioEndpoint {

    /// Additional connections for Tomcat, which counts evicted connections until they are closed.
    private static final int CLOSING = 100;

    private @Nullable ConnectionLimits limits;
    private @Nullable ConnectionRegistry registry;
    private ExemptAddresses exempt = _ -> false;
    private @Nullable MeterRegistry meters;

    void limit(ConnectionLimits by, ExemptAddresses addresses, MeterRegistry meterRegistry) {
        limits = by;
        exempt = addresses;
        meters = meterRegistry;
        registry = new ConnectionRegistry(by.total(), by.perAddress());
        setMaxConnections(by.total() + CLOSING);
        // With pooled channels, an eviction could abort the next connection of the same channel.
        getSocketProperties().setBufferPool(0);
    }

    @Override
    protected NioChannel createChannel(SocketBufferHandler buffers) {
        ConnectionDeadlines deadlines =
                new ConnectionDeadlines(requireNonNull(limits), requireNonNull(registry));
        return isSSLEnabled()
                ? new SecureDeadlineChannel(buffers, this, deadlines)
                : new DeadlineChannel(buffers, deadlines);
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (admits(socket.socket().getInetAddress())) {
            return super.setSocketOptions(socket);
        }
        destroySocket(socket);
        return false;
    }

    private boolean admits(@Nullable InetAddress client) {
        boolean unlimited = client != null && exempt.contains(client);
        Admission admission = requireNonNull(registry).admit(ClientNetwork.of(client), unlimited);
        return switch (admission) {
            case ADMITTED -> true;
            case REPLACED -> {
                count("replaced");
                yield true;
            }
            case REFUSED -> {
                count("refused");
                yield false;
            }
        };
    }

    private void count(String outcome) {
        requireNonNull(meters).counter("quadrille.connections", "outcome", outcome).increment();
    }
}
