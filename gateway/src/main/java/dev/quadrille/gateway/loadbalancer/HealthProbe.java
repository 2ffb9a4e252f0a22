package dev.quadrille.gateway.loadbalancer;

import dev.quadrille.gateway.upstream.UpstreamHttpProperties;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/// Active health check: `OPTIONS *`, the "ping" of HTTP (RFC 9110, 9.3.7). Tomcat answers it before
/// authentication, metrics and tracing. A frozen process does not answer, and one that shuts down
/// refuses the connection. A connection can also end for harmless reasons, for example because it
/// was idle for too long, so such a probe is repeated once.
@Component
final class HealthProbe {

    private static final int SERVER_ERROR = 500;

    private final CloseableHttpClient client;
    private final RequestConfig config;

    HealthProbe(
            @Qualifier("probeClient") CloseableHttpClient client,
            LoadBalancerProperties properties,
            UpstreamHttpProperties upstream) {
        this.client = client;
        this.config =
                RequestConfig.custom()
                        .setConnectionRequestTimeout(
                                Timeout.of(upstream.connectionRequestTimeout()))
                        .setResponseTimeout(Timeout.of(properties.probeTimeout()))
                        .setProtocolUpgradeEnabled(false)
                        .build();
    }

    boolean isHealthy(ServiceInstance instance) {
        try {
            return answers(instance);
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return answersSecondProbe(instance);
        }
    }

    private boolean answersSecondProbe(ServiceInstance instance) {
        try {
            return answers(instance);
        } catch (IOException _) {
            return false;
        }
    }

    private boolean answers(ServiceInstance instance) throws IOException {
        HttpHost host = HttpHost.create(instance.url());
        ClassicHttpRequest ping = new BasicClassicHttpRequest("OPTIONS", host, "*");
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(config);
        return instance.call(() ->
                client.execute(host, ping, context, response -> response.getCode() < SERVER_ERROR));
    }
}
