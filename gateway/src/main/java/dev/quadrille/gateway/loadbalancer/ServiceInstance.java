package dev.quadrille.gateway.loadbalancer;

import dev.quadrille.gateway.upstream.TargetAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.web.servlet.function.ServerRequest;

/// One instance of a service: a base URL, and one of the addresses of its host name. Two objects
/// are equal if URL and address are.
public final class ServiceInstance {

    private final URI url;
    private final TargetAddress target;
    private final AtomicInteger outstanding = new AtomicInteger();
    private final AtomicBoolean probed = new AtomicBoolean();
    private final AtomicBoolean healthy = new AtomicBoolean(true);

    ServiceInstance(URI url, InetAddress address) {
        this.url = url;
        this.target = new TargetAddress(address);
    }

    /// The base URL. It has the host name, not the address.
    public URI url() {
        return url;
    }

    /// Makes calls to the base URL within the task go to this instance.
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> task) throws X {
        return target.call(task);
    }

    /// Makes the gateway forward the request to this instance.
    public ServerRequest setOn(ServerRequest request) {
        MvcUtils.setRequestUrl(request, url);
        return target.setOn(request);
    }

    /// A call begins. The caller must end it.
    public void begin() {
        outstanding.incrementAndGet();
    }

    public void end() {
        outstanding.decrementAndGet();
    }

    /// Calls in progress.
    int outstanding() {
        return outstanding.get();
    }

    boolean isHealthy() {
        return healthy.get();
    }

    /// Returns whether the state changed.
    boolean setHealthy(boolean now) {
        return healthy.compareAndSet(!now, now);
    }

    /// Returns false if a probe is in progress. The caller of a successful call must end the probe.
    boolean tryBeginProbe() {
        return probed.compareAndSet(false, true);
    }

    void endProbe() {
        probed.set(false);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServiceInstance instance
                && url.equals(instance.url)
                && target.equals(instance.target);
    }

    @Override
    public int hashCode() {
        return Objects.hash(url, target);
    }

    /// For example `http://query-service:8085 (10.0.0.7)`.
    @Override
    public String toString() {
        return "%s (%s)".formatted(url, target.address().getHostAddress());
    }
}
