package dev.quadrille.platform.connection;

import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// Assigns each request to its connection before the first read, and marks the connection as idle
/// when an asynchronous request is complete.
final class DeadlineProcessor extends Http11Processor {

    DeadlineProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
        super(protocol, adapter);
    }

    @Override
    public SocketState service(SocketWrapperBase<?> wrapper) throws IOException {
        ConnectionDeadlines deadlines = deadlinesOf(wrapper);
        if (deadlines == null) {
            return super.service(wrapper);
        }
        deadlines.serves(request);
        SocketState state = super.service(wrapper);
        if (state == SocketState.OPEN) {
            deadlines.serves(null);
        }
        return state;
    }

    @Override
    protected SocketState dispatchEndRequest() {
        SocketState state = super.dispatchEndRequest();
        ConnectionDeadlines deadlines = deadlinesOf(getSocketWrapper());
        if (deadlines != null) {
            deadlines.requestDone();
        }
        return state;
    }

    /// Null if Tomcat has closed the connection, because it then replaces the channel.
    private static @Nullable ConnectionDeadlines deadlinesOf(SocketWrapperBase<?> wrapper) {
        return switch (wrapper.getSocket()) {
            case DeadlineChannel channel -> channel.deadlines();
            case SecureDeadlineChannel channel -> channel.deadlines();
            case null, default -> null;
        };
    }
}
