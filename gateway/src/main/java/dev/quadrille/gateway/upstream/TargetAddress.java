package dev.quadrille.gateway.upstream;

import java.net.InetAddress;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.HttpHost;
import org.springframework.web.servlet.function.ServerRequest;

/// The network address to which a call is sent, in place of a look-up of the host name. The host
/// name remains in the URL, for the header `Host` and for TLS. Each address has its own
/// connections.
public record TargetAddress(InetAddress address) {

    private static final String ATTRIBUTE = TargetAddress.class.getName();
    private static final ScopedValue<TargetAddress> CURRENT = ScopedValue.newInstance();

    /// Stores the address in the request, for the HTTP client that forwards it.
    public ServerRequest setOn(ServerRequest request) {
        request.attributes().put(ATTRIBUTE, this);
        return request;
    }

    static TargetAddress of(ServerRequest request) {
        return (TargetAddress)
                request.attribute(ATTRIBUTE)
                        .orElseThrow(() -> new IllegalStateException("No instance was chosen"));
    }

    /// Sends the calls within the task to this address. Every call of the {@link
    /// UpstreamHttpClients} must be made within such a task.
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> task) throws X {
        return ScopedValue.where(CURRENT, this).call(task);
    }

    /// The route of a call to this host: directly to the current address.
    static HttpRoute route(HttpHost host) {
        HttpHost target = RoutingSupport.normalize(host, DefaultSchemePortResolver.INSTANCE);
        return new HttpRoute(
                new HttpHost(
                        target.getSchemeName(),
                        CURRENT.get().address,
                        target.getHostName(),
                        target.getPort()),
                null,
                "https".equals(target.getSchemeName()));
    }
}
