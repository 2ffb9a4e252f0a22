package dev.quadrille.gateway.upstream;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.cloud.gateway.server.mvc.handler.RestClientProxyExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/// HTTP clients for upstream calls. Long polls use a separate connection pool (bulkhead), so that
/// they cannot exhaust the connections of other requests. Each call needs a {@link TargetAddress}.
@Configuration(proxyBeanMethods = false)
class UpstreamHttpClients {

    /// Half of the services' idle timeout (10 s), so that a request rarely uses a connection that
    /// the service is closing.
    private static final Timeout IDLE_TIMEOUT = Timeout.ofSeconds(5);

    /// Limits the age of a connection, so that none outlives a change in the network for long.
    private static final TimeValue TIME_TO_LIVE = TimeValue.ofSeconds(30);

    @Bean
    CloseableHttpClient shortTimeoutClient(
            UpstreamHttpProperties properties, TlsSocketStrategy tls) {
        return client(properties, tls, ResponseTimeout.SHORT);
    }

    @Bean
    CloseableHttpClient longPollClient(UpstreamHttpProperties properties, TlsSocketStrategy tls) {
        return client(properties, tls, ResponseTimeout.LONG_POLL);
    }

    /// For health probes: a busy pool must not look like a failed service.
    @Bean
    CloseableHttpClient probeClient(UpstreamHttpProperties properties, TlsSocketStrategy tls) {
        return client(properties, tls, ResponseTimeout.SHORT);
    }

    /// For the chaos toggles: requests that a fault delays must not block them.
    @Bean
    @Profile("chaos")
    CloseableHttpClient toggleClient(UpstreamHttpProperties properties, TlsSocketStrategy tls) {
        return client(properties, tls, ResponseTimeout.SHORT);
    }

    @Bean
    ProxyExchange proxyExchange(
            CloseableHttpClient shortTimeoutClient,
            CloseableHttpClient longPollClient,
            RestClient.Builder rest,
            GatewayMvcProperties properties) {
        ProxyExchange shortTimeout = exchange(shortTimeoutClient, rest, properties);
        ProxyExchange longPoll = exchange(longPollClient, rest, properties);
        return request ->
                TargetAddress.of(request.getServerRequest())
                        .call(() ->
                                switch (ResponseTimeout.of(request.getServerRequest())) {
                                    case SHORT -> shortTimeout.exchange(request);
                                    case LONG_POLL -> longPoll.exchange(request);
                                });
    }

    private static ProxyExchange exchange(
            HttpClient client, RestClient.Builder rest, GatewayMvcProperties properties) {
        RestClient restClient =
                rest.clone()
                        .requestFactory(new HttpComponentsClientHttpRequestFactory(client))
                        .requestInitializer(ClientSpanSuppressor::markForwarded)
                        .build();
        return new RestClientProxyExchange(restClient, properties);
    }

    /// A transparent client: it stores no cookies, follows no redirects, decompresses nothing and
    /// never retries. A retry could repeat a request that the service has already processed.
    private static CloseableHttpClient client(
            UpstreamHttpProperties properties,
            TlsSocketStrategy tls,
            ResponseTimeout responseTimeout) {
        return HttpClients.custom()
                .setConnectionManager(
                        PoolingHttpClientConnectionManagerBuilder.create()
                                .setTlsSocketStrategy(tls)
                                .setMaxConnPerRoute(
                                        properties.maxConnectionsPerService(responseTimeout))
                                .setMaxConnTotal(properties.maxConnections(responseTimeout))
                                .setDefaultConnectionConfig(
                                        ConnectionConfig.custom()
                                                .setConnectTimeout(
                                                        Timeout.of(properties.connectTimeout()))
                                                .setIdleTimeout(IDLE_TIMEOUT)
                                                .setTimeToLive(TIME_TO_LIVE)
                                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                                .build())
                                .build())
                .setRoutePlanner((host, _) -> TargetAddress.route(host))
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                .setConnectionRequestTimeout(
                                        Timeout.of(properties.connectionRequestTimeout()))
                                .setResponseTimeout(
                                        Timeout.of(properties.responseTimeout(responseTimeout)))
                                .setProtocolUpgradeEnabled(false)
                                .build())
                .addExecInterceptorAfter(
                        ChainElement.CONNECT.name(),
                        "response-deadline",
                        new ResponseDeadline(properties.responseTimeout(responseTimeout)))
                .disableCookieManagement()
                .disableAuthCaching()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableAutomaticRetries()
                .disableDefaultUserAgent()
                .build();
    }
}
