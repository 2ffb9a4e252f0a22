package dev.quadrille.gateway.operator;

import dev.quadrille.gateway.route.ResponseTimeout;
import dev.quadrille.gateway.route.ServiceAddresses;
import dev.quadrille.gateway.route.Upstream;
import dev.quadrille.gateway.route.UpstreamHttpProperties;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.EnumMap;
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

/// Asks all services the same at the same time, as the caller whose token it passes on.
@Component
class ScatterGather {

    private static final Logger LOG = LoggerFactory.getLogger(ScatterGather.class);

    private final RestClient calls;
    private final ServiceAddresses addresses;
    private final Duration limit;
    private final ExecutorService threads =
            ContextExecutorService.wrap(
                    Executors.newVirtualThreadPerTaskExecutor(),
                    ContextSnapshotFactory.builder().build()::captureAll);

    ScatterGather(
            @Qualifier("briefCalls") CloseableHttpClient client,
            RestClient.Builder rest,
            ServiceAddresses addresses,
            UpstreamHttpProperties limits) {
        this.calls =
                rest.requestFactory(new HttpComponentsClientHttpRequestFactory(client)).build();
        this.addresses = addresses;
        // The limits of a endpoint hold from one piece of the answer to the next; this one is for
        // all.
        this.limit =
                limits.connectLimit()
                        .plus(limits.queueLimit())
                        .plus(limits.answerLimit(ResponseTimeout.BRIEF));
    }

    /// Reads the same path of each. An empty answer is that of a service that gave none in time, or
    /// none that can be read: one that is away must not hide what the others have to say.
    <T> Map<Upstream, Optional<T>> get(
            String path, String authorization, Function<JsonNode, T> reading)
            throws InterruptedException {
        List<Upstream> services = List.of(Upstream.values());
        List<Callable<T>> questions =
                services.stream()
                        .<Callable<T>>map(it -> () -> reading.apply(ask(it, path, authorization)))
                        .toList();
        List<Future<T>> answers =
                threads.invokeAll(questions, limit.toMillis(), TimeUnit.MILLISECONDS);
        Map<Upstream, Optional<T>> all = new EnumMap<>(Upstream.class);
        for (int i = 0; i < services.size(); i++) {
            all.put(services.get(i), answer(services.get(i), answers.get(i)));
        }
        return all;
    }

    private JsonNode ask(Upstream service, String path, String authorization) {
        JsonNode answer =
                calls.get()
                        .uri(addresses.of(service).resolve(path))
                        .header(HttpHeaders.AUTHORIZATION, authorization)
                        .retrieve()
                        .body(JsonNode.class);
        if (answer == null) {
            throw new IllegalStateException("an empty answer");
        }
        return answer;
    }

    private static <T> Optional<T> answer(Upstream service, Future<T> answer) {
        if (answer.state() == Future.State.SUCCESS) {
            return Optional.of(answer.resultNow());
        }
        String why =
                answer.state() == Future.State.FAILED
                        ? answer.exceptionNow().toString()
                        : "not in time";
        LOG.warn("{} gave no answer: {}", service.processName(), why);
        return Optional.empty();
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
