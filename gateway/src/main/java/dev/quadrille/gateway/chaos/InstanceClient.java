package dev.quadrille.gateway.chaos;

import dev.quadrille.platform.chaos.ChaosToggles;
import dev.quadrille.platform.problem.Problem;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Scatter-gather over instances: sends the same request to all instances of some services in
/// parallel, with the token of the caller. Has its own connections, so that requests which a fault
/// delays do not block it.
@Component
@Profile("chaos")
class InstanceClient {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceClient.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = CONNECT_TIMEOUT.plus(READ_TIMEOUT);
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
            RestClient.Builder rest) {
        this.instances = instances;
        this.own = own;
        this.json = json;
        JdkClientHttpRequestFactory requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .connectTimeout(CONNECT_TIMEOUT)
                                .build());
        requests.setReadTimeout(READ_TIMEOUT);
        this.client = rest.requestFactory(requests).build();
    }

    /// Returns a reply for each instance, also for those that do not respond.
    List<InstanceReply> send(
            ToggleCommand command, Collection<ChaosTarget> targets, String authorization)
            throws InterruptedException {
        List<Call> calls = targets.stream().flatMap(it -> callsTo(it).stream()).toList();
        List<Callable<InstanceReply>> requests =
                calls.stream()
                        .<Callable<InstanceReply>>map(it -> () -> reply(it, command, authorization))
                        .toList();
        List<Future<InstanceReply>> replies =
                executor.invokeAll(requests, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        List<InstanceReply> results = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            results.add(result(calls.get(i), replies.get(i)));
        }
        return results;
    }

    private List<Call> callsTo(ChaosTarget target) {
        List<URI> found = instances.of(target);
        return found.isEmpty()
                ? List.of(new Call(target, THIS_PROCESS, URI.create("")))
                : found.stream().map(it -> new Call(target, it.getAuthority(), it)).toList();
    }

    private InstanceReply reply(Call call, ToggleCommand command, String authorization) {
        if (call.instance().equals(THIS_PROCESS)) {
            return ownReply(call, command);
        }
        RestClient.RequestBodySpec request =
                client.method(command.method())
                        .uri(call.address().resolve(command.path()))
                        .header(HttpHeaders.AUTHORIZATION, authorization);
        command.settings()
                .ifPresent(it -> request.contentType(MediaType.APPLICATION_JSON).body(it));
        return request.exchangeForRequiredValue((_, response) -> read(call, response));
    }

    private InstanceReply ownReply(Call call, ToggleCommand command) {
        try {
            JsonNode body = json.valueToTree(command.applyTo(own));
            return new InstanceReply(call.target(), call.instance(), 200, body);
        } catch (Problem refused) {
            return new InstanceReply(
                    call.target(),
                    call.instance(),
                    refused.getStatusCode().value(),
                    json.valueToTree(refused.getBody()));
        }
    }

    private InstanceReply read(Call call, ClientHttpResponse response) throws IOException {
        return new InstanceReply(
                call.target(),
                call.instance(),
                response.getStatusCode().value(),
                json.readTree(response.getBody()));
    }

    private static InstanceReply result(Call call, Future<InstanceReply> reply) {
        if (reply.state() == Future.State.SUCCESS) {
            return reply.resultNow();
        }
        String reason =
                reply.state() == Future.State.FAILED ? reply.exceptionNow().toString() : "timeout";
        LOG.warn("No response from {} at {}: {}", call.target().name(), call.instance(), reason);
        return InstanceReply.none(call.target(), call.instance());
    }

    @PreDestroy
    void close() {
        executor.shutdownNow();
    }

    private record Call(ChaosTarget target, String instance, URI address) {}
}
