package dev.quadrille.gateway.route;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.cloud.gateway.server.mvc.handler.RestClientProxyExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/// Carries requests to the services over two pools of connections, so that those who wait for
/// something to happen cannot take the connections of all others.
@Configuration(proxyBeanMethods = false)
class UpstreamHttpClients {

    /// Shorter than the services keep an idle connection (10 s), so that a request rarely meets one
    /// that is just being closed.
    private static final Timeout IDLE_LIMIT = Timeout.ofSeconds(5);

    /// After this a connection makes room for one that may find a replica which has come since.
    private static final TimeValue LIFE = TimeValue.ofSeconds(30);

    @Bean
    CloseableHttpClient briefCalls(UpstreamHttpProperties limits) {
        return client(limits, ResponseTimeout.BRIEF);
    }

    @Bean
    CloseableHttpClient longCalls(UpstreamHttpProperties limits) {
        return client(limits, ResponseTimeout.LONG);
    }

    @Bean
    ProxyExchange calls(
            CloseableHttpClient briefCalls,
            CloseableHttpClient longCalls,
            RestClient.Builder rest,
            GatewayMvcProperties properties) {
        ProxyExchange brief = exchange(briefCalls, rest, properties);
        ProxyExchange patient = exchange(longCalls, rest, properties);
        return request ->
                switch (ResponseTimeout.with(request.getServerRequest())) {
                    case BRIEF -> brief.exchange(request);
                    case LONG -> patient.exchange(request);
                };
    }

    private static ProxyExchange exchange(
            HttpClient client, RestClient.Builder rest, GatewayMvcProperties properties) {
        RestClient calls =
                rest.clone()
                        .requestFactory(new HttpComponentsClientHttpRequestFactory(client))
                        .requestInitializer(SpanlessCalls::mark)
                        .build();
        return new RestClientProxyExchange(calls, properties);
    }

    /// A client that passes everything on as it is: it keeps no cookies, follows no redirect,
    /// unpacks nothing, and never sends a request twice.
    private static CloseableHttpClient client(
            UpstreamHttpProperties limits, ResponseTimeout responseTimeout) {
        return HttpClients.custom()
                .setConnectionManager(
                        PoolingHttpClientConnectionManagerBuilder.create()
                                .setDnsResolver(new ShufflingDnsResolver())
                                .setMaxConnPerRoute(limits.connectionsPerService(responseTimeout))
                                .setMaxConnTotal(limits.connections(responseTimeout))
                                .setDefaultConnectionConfig(
                                        ConnectionConfig.custom()
                                                .setConnectTimeout(
                                                        Timeout.of(limits.connectLimit()))
                                                .setIdleTimeout(IDLE_LIMIT)
                                                .setTimeToLive(LIFE)
                                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                                .build())
                                .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                .setConnectionRequestTimeout(Timeout.of(limits.queueLimit()))
                                .setResponseTimeout(Timeout.of(limits.answerLimit(responseTimeout)))
                                .setProtocolUpgradeEnabled(false)
                                .build())
                .disableCookieManagement()
                .disableAuthCaching()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableAutomaticRetries()
                .disableDefaultUserAgent()
                .build();
    }
}
