package dev.quadrille.platform.connection;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/// Tomcat's HTTP/1.1 protocol within {@link ConnectionLimits}. Public because Tomcat creates it by
/// name.
public final class LimitedHttpProtocol extends Http11NioProtocol {

    private final LimitedEndpoint endpoint;

    public LimitedHttpProtocol() {
        this(new LimitedEndpoint());
    }

    private LimitedHttpProtocol(LimitedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /// Must be called before the port is opened.
    void limit(ConnectionLimits limits, ExemptAddresses exempt, MeterRegistry meters) {
        endpoint.limit(limits, exempt, meters);
        setConnectionTimeout((int) limits.headerDeadline().toMillis());
        setKeepAliveTimeout((int) limits.idleTimeout().toMillis());
        setDisableUploadTimeout(false);
        setConnectionUploadTimeout((int) limits.bodyDeadline().toMillis());
    }

    @Override
    protected Processor createProcessor() {
        return new DeadlineProcessor(this, getAdapter());
    }
}
