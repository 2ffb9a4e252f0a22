package dev.quadrille.platform.connection;

import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/// Assigns each request to its channel before the first read, and marks the channel as idle when an
/// asynchronous request is complete.
final class DeadlineProcessor extends Http11Processor {

    DeadlineProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
        super(protocol, adapter);
    }

    @Override
    public SocketState service(SocketWrapperBase<?> wrapper) throws IOException {
        // Tomcat replaces the channel when it closes the connection.
        if (!(wrapper.getSocket() instanceof DeadlineChannel channel)) {
            return super.service(wrapper);
        }
        channel.serves(request);
        SocketState state = super.service(wrapper);
        if (state == SocketState.OPEN) {
            channel.serves(null);
        }
        return state;
    }

    @Override
    protected SocketState dispatchEndRequest() {
        SocketState state = super.dispatchEndRequest();
        if (getSocketWrapper().getSocket() instanceof DeadlineChannel channel) {
            channel.requestDone();
        }
        return state;
    }
}
