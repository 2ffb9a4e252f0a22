package dev.quadrille.gateway.chaos;

import dev.quadrille.platform.chaos.ChaosToggles;
import dev.quadrille.platform.problem.Problem;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Scatter-gather over instances: sends the same request to all instances of some services in
/// parallel, with the token of the caller.
@Component
@Profile("chaos")
class InstanceClient {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceClient.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final String THIS_PROCESS = "this";

    private final ServiceInstances instances;
    private final ChaosToggles own;
    private final JsonMapper json;
    private final RestClient client;
    private final ExecutorService executor =
            ContextExecutorService.wrap(
                    Executors.newVirtualThreadPerTaskExecutor(),
                    ContextSnapshotFactory.builder().build()::captureAll);

    InstanceClient(
            ServiceInstances instances,
            ChaosToggles own,
            JsonMapper json,
            @Qualifier("toggleClient") CloseableHttpClient httpClient,
            RestClient.Builder rest) {
        this.instances = instances;
        this.own = own;
        this.json = json;
        this.client =
                rest.requestFactory(new HttpComponentsClientHttpRequestFactory(httpClient)).build();
    }

    /// Returns a reply for each instance, also for those that do not respond.
    List<InstanceReply> send(
            ToggleCommand command, Collection<ChaosTarget> targets, String authorization)
            throws InterruptedException {
        List<Call> calls = targets.stream().flatMap(it -> callsTo(it).stream()).toList();
        List<Call> remote = calls.stream().filter(it -> it.instance().isPresent()).toList();
        List<Callable<InstanceReply>> requests =
                remote.stream()
                        .<Callable<InstanceReply>>map(it -> () -> reply(it, command, authorization))
                        .toList();
        List<Future<InstanceReply>> replies =
                executor.invokeAll(requests, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        // On the thread of the request, which must be answered before a crash.
        Stream<InstanceReply> ownReplies =
                calls.stream()
                        .filter(it -> it.instance().isEmpty())
                        .map(it -> ownReply(it, command));
        return Stream.concat(
                        ownReplies,
                        IntStream.range(0, remote.size())
                                .mapToObj(i -> result(remote.get(i), replies.get(i))))
                .toList();
    }

    private List<Call> callsTo(ChaosTarget target) {
        List<ChaosInstance> found = instances.of(target);
        return found.isEmpty()
                ? List.of(new Call(target, Optional.empty()))
                : found.stream().map(it -> new Call(target, Optional.of(it))).toList();
    }

    private InstanceReply reply(Call call, ToggleCommand command, String authorization)
            throws IOException {
        ChaosInstance instance = call.instance().orElseThrow();
        RestClient.RequestBodySpec request =
                client.method(command.method())
                        .uri(instance.url().resolve(command.path()))
                        .header(HttpHeaders.AUTHORIZATION, authorization);
        command.settings()
                .ifPresent(it -> request.contentType(MediaType.APPLICATION_JSON).body(it));
        return instance.call(
                () -> request.exchangeForRequiredValue((_, response) -> read(call, response)));
    }

    private InstanceReply ownReply(Call call, ToggleCommand command) {
        try {
            JsonNode body = json.valueToTree(command.applyTo(own));
            return new InstanceReply(call.target(), call.name(), 200, body);
        } catch (Problem refused) {
            return new InstanceReply(
                    call.target(),
                    call.name(),
                    refused.getStatusCode().value(),
                    json.valueToTree(refused.getBody()));
        }
    }

    private InstanceReply read(Call call, ClientHttpResponse response) throws IOException {
        return new InstanceReply(
                call.target(),
                call.name(),
                response.getStatusCode().value(),
                json.readTree(response.getBody()));
    }

    private static InstanceReply result(Call call, Future<InstanceReply> reply) {
        if (reply.state() == Future.State.SUCCESS) {
            return reply.resultNow();
        }
        String reason =
                reply.state() == Future.State.FAILED ? reply.exceptionNow().toString() : "timeout";
        LOG.warn("No response from {} at {}: {}", call.target().name(), call.name(), reason);
        return InstanceReply.none(call.target(), call.name());
    }

    @PreDestroy
    void close() {
        executor.shutdownNow();
    }

    /// A request to one instance.
    ///
    /// @param instance empty for this process
    private record Call(ChaosTarget target, Optional<ChaosInstance> instance) {

        String name() {
            return instance.map(ChaosInstance::name).orElse(THIS_PROCESS);
        }
    }
}
