package dev.quadrille.gateway.operator;

import dev.quadrille.gateway.loadbalancer.LoadBalancers;
import dev.quadrille.gateway.upstream.ResponseTimeout;
import dev.quadrille.gateway.upstream.Upstream;
import dev.quadrille.gateway.upstream.UpstreamHttpProperties;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/// Scatter-gather: sends the same request to one instance of each service in parallel, with the
/// token of the caller, and collects the responses.
@Component
class ScatterGather {

    private static final Logger LOG = LoggerFactory.getLogger(ScatterGather.class);

    private final RestClient client;
    private final LoadBalancers balancers;
    private final Duration timeout;
    private final ExecutorService executor =
            ContextExecutorService.wrap(
                    Executors.newVirtualThreadPerTaskExecutor(),
                    ContextSnapshotFactory.builder().build()::captureAll);

    ScatterGather(
            @Qualifier("shortTimeoutClient") CloseableHttpClient httpClient,
            RestClient.Builder rest,
            LoadBalancers balancers,
            UpstreamHttpProperties properties) {
        this.client =
                rest.requestFactory(new HttpComponentsClientHttpRequestFactory(httpClient)).build();
        this.balancers = balancers;
        // The response timeout applies to each read from the socket; this one to the whole
        // response.
        this.timeout =
                properties
                        .connectTimeout()
                        .plus(properties.connectionRequestTimeout())
                        .plus(properties.responseTimeout(ResponseTimeout.SHORT));
    }

    /// Gets the same path from each service. The result of a service is empty if its response is
    /// late, an error or malformed: a failed service must not hide the results of the others.
    <T> Map<Upstream, Optional<T>> get(
            String path, String authorization, Function<JsonNode, T> mapper)
            throws InterruptedException {
        List<Upstream> services = List.of(Upstream.values());
        List<Callable<T>> requests =
                services.stream()
                        .<Callable<T>>map(it -> () -> mapper.apply(send(it, path, authorization)))
                        .toList();
        List<Future<T>> responses =
                executor.invokeAll(requests, timeout.toMillis(), TimeUnit.MILLISECONDS);
        Map<Upstream, Optional<T>> results = new EnumMap<>(Upstream.class);
        for (int i = 0; i < services.size(); i++) {
            results.put(services.get(i), result(services.get(i), responses.get(i)));
        }
        return results;
    }

    private JsonNode send(Upstream service, String path, String authorization) throws Exception {
        return balancers
                .of(service)
                .call(
                        new HashSet<>(),
                        instance ->
                                instance.call(
                                        () -> send(instance.url().resolve(path), authorization)));
    }

    private JsonNode send(URI url, String authorization) {
        JsonNode body =
                client.get()
                        .uri(url)
                        .header(HttpHeaders.AUTHORIZATION, authorization)
                        .retrieve()
                        .body(JsonNode.class);
        if (body == null) {
            throw new IllegalStateException("The response has no body");
        }
        return body;
    }

    private static <T> Optional<T> result(Upstream service, Future<T> response) {
        if (response.state() == Future.State.SUCCESS) {
            return Optional.of(response.resultNow());
        }
        String reason =
                response.state() == Future.State.FAILED
                        ? response.exceptionNow().toString()
                        : "timeout";
        LOG.warn("No usable response from {}: {}", service.processName(), reason);
        return Optional.empty();
    }

    @PreDestroy
    void close() {
        executor.shutdownNow();
    }
}
