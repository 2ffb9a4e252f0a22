package dev.quadrille.system.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.local.Component;
import dev.quadrille.system.api.ApiOperation;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.exchange.Conformance;
import dev.quadrille.system.exchange.RawConnection;
import dev.quadrille.system.exchange.Reply;
import dev.quadrille.system.schema.PublishedDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Fuzzes the API. Every response must conform to the OpenAPI document: no server errors, no
/// internals, errors as problem documents. The services must not leak memory. Every documented
/// status must occur.
///
/// Decision record: `docs/decisions/0017-api-documents.md`.
class FuzzIT {

    private static final long SEED = Long.getLong("quadrille.fuzz.seed", 20_261_122);
    private static final int WARM_UP = 4_000;
    private static final int REQUESTS = 20_000;
    private static final int CONNECTIONS = 4;

    /// The accepted heap growth per request, on average: smaller than any record of a request.
    private static final long BYTES_PER_REQUEST = 512;

    private static final JsonNode DOCUMENT = new PublishedDocument("openapi.json").json();

    /// Without the chaos toggles: the faults that they inject would be reported as failures.
    private static final List<ApiOperation> OPERATIONS =
            ApiOperation.all(DOCUMENT).filter(it -> !it.path().startsWith("/api/chaos")).toList();

    private final RunningSystem system = RunningSystem.get();
    private final Conformance conformance = new Conformance(DOCUMENT);
    private final FuzzReport report = new FuzzReport();
    private final AtomicInteger next = new AtomicInteger();

    @Test
    void responsesConformToDocument() throws Exception {
        System.out.println("Fuzz with -Dquadrille.fuzz.seed=" + SEED);
        FuzzCatalog.create(system.operator());
        Heap heap = new Heap(system.stack());
        try (RawConnection client = new RawConnection(system.url())) {
            Callers callers = new Callers(client);
            Fuzzer fuzzer =
                    new Fuzzer(
                            SEED,
                            OPERATIONS,
                            callers,
                            HostileProducer.write(system, client, callers.operatorToken()));
            send(fuzzer, WARM_UP);
            Map<Component, Long> before = heap.inUse();
            long start = System.nanoTime();
            send(fuzzer, REQUESTS);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Map<Component, Long> after = heap.inUse();
            System.out.printf(
                    "Fuzz: %d requests in %d s after a warm-up; statuses %s; %d shed with 503;"
                            + " heap in KiB before %s, after %s%n",
                    REQUESTS - WARM_UP,
                    took.toSeconds(),
                    report.statuses(),
                    report.shed(),
                    before,
                    after);
            assertThat(String.join("\n\n", report.failures())).as("seed %d", SEED).isEmpty();
            assertThat(unseenStatuses()).as("documented statuses that did not occur").isEmpty();
            assertHeapIsStable(before, after);
        }
    }

    private void send(Fuzzer fuzzer, int upTo) throws Exception {
        List<Callable<Void>> senders = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            senders.add(() -> sendAll(fuzzer, upTo));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (Future<Void> sender : threads.invokeAll(senders)) {
                sender.get();
            }
        }
        next.set(upTo);
    }

    private Void sendAll(Fuzzer fuzzer, int upTo) {
        try (RawConnection client = new RawConnection(system.url())) {
            for (int number = next.getAndIncrement();
                    number < upTo;
                    number = next.getAndIncrement()) {
                FuzzedRequest fuzzed = fuzzer.request(number);
                Reply reply = client.send(fuzzed.request());
                fuzzer.recordPlacedOrder(fuzzed, reply);
                report.add(
                        fuzzed,
                        reply,
                        violations(fuzzed, reply),
                        () ->
                                fuzzer.callers()
                                        .withoutTokens(
                                                fuzzed.request().curl("http://localhost:8080")));
            }
        }
        return null;
    }

    private List<String> violations(FuzzedRequest fuzzed, Reply reply) {
        if (reply.status() >= 500 && reply.status() != 503) {
            return List.of("status " + reply.status());
        }
        return fuzzed.operation()
                .map(operation -> conformance.violations(operation, reply))
                .orElseGet(() ->
                        reply.status() < 400
                                ? Conformance.leaks(reply)
                                : conformance.problemViolations(reply));
    }

    private Set<String> unseenStatuses() {
        Set<String> unseen = new TreeSet<>();
        OPERATIONS.forEach(operation ->
                operation.statuses().forEach(status -> unseen.add(operation.id() + " " + status)));
        unseen.removeAll(report.seen());
        unseen.removeIf(UnreachableResponses::contains);
        return unseen;
    }

    private static void assertHeapIsStable(
            Map<Component, Long> before, Map<Component, Long> after) {
        after.forEach((service, used) ->
                assertThat((used - before.getOrDefault(service, 0L)) * 1024)
                        .as(
                                "heap growth of %s in bytes after %d requests",
                                service, REQUESTS - WARM_UP)
                        .isLessThan(BYTES_PER_REQUEST * (REQUESTS - WARM_UP)));
    }
}
