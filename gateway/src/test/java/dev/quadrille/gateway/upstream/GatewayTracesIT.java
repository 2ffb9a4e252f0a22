package dev.quadrille.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.quadrille.gateway.GatewayApplication;
import dev.quadrille.gateway.GatewayClient;
import dev.quadrille.gateway.StubService;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Spans of the gateway, and the limit of new traces per client.
@SpringBootTest(
        classes = {GatewayApplication.class, GatewayTracesIT.SpanExporterConfiguration.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "management.opentelemetry.tracing.export.schedule-delay=50ms",
            "quadrille.traces.per-second=1000",
            "quadrille.rate-limit.anonymous.burst=100000",
            "quadrille.rate-limit.credentials.burst=100000",
            "quadrille.rate-limit.customer.burst=100000"
        })
@ActiveProfiles("demo")
class GatewayTracesIT {

    private static final StubService SERVICE = new StubService();

    @TempDir private static Path keys;

    @LocalServerPort private int port;
    @Autowired private RecordedSpans recorded;
    @Autowired private CircuitBreakerRegistry breakers;

    private GatewayClient client;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("quadrille.keys-dir", keys::toString);
        registry.add("quadrille.services.order-service", SERVICE::url);
        registry.add("quadrille.services.query-service", SERVICE::url);
    }

    @BeforeEach
    void setUp() {
        client = new GatewayClient(port);
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
        SERVICE.respondWith(exchange -> StubService.respond(exchange, 200, "{}"));
    }

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @Test
    void serviceSpanIsChildOfServerSpan() throws Exception {
        HttpResponse<String> response = placeOrder("Bearer " + client.tokenFor("alice"));
        String traceparent = SERVICE.nextRequest().headers().getFirst("traceparent");

        assertThat(response.statusCode()).isEqualTo(200);
        List<SpanData> spans = awaitTrace(traceparent);
        assertThat(spans)
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.getName()).isEqualTo("POST /api/orders");
                    assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
                    assertThat(traceparent).contains("-" + span.getSpanId() + "-");
                });
    }

    @Test
    void recordsExceptionTypeOfFailedCall() throws Exception {
        SERVICE.respondWith(HttpExchange::close);

        List<SpanData> spans = awaitTrace(traceparentOfOrder("Bearer " + client.tokenFor("alice")));

        assertThat(spans.getFirst().getEvents())
                .anySatisfy(event -> {
                    assertThat(event.getName()).isEqualTo("call failed");
                    assertThat(event.getAttributes().get(AttributeKey.stringKey("exception.type")))
                            .endsWith("NoHttpResponseException");
                });
    }

    @Test
    void recordsTransitionOfCircuitBreaker() throws Exception {
        SERVICE.respondWith(HttpExchange::close);
        String alice = "Bearer " + client.tokenFor("alice");
        for (int i = 0; i < 20; i++) {
            placeOrder(alice);
        }

        await().until(() ->
                recorded.spans.stream()
                        .flatMap(span -> span.getEvents().stream())
                        .anyMatch(event -> event.getName().equals("circuit breaker open")));
    }

    @Test
    void limitsNewTracesPerToken() throws Exception {
        String load = "Bearer " + client.tokenFor("alice");
        List<String> traced = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            traced.add(traceparentOfOrder(load));
        }
        assertThat(traced).filteredOn(GatewayTracesIT::isSampled).hasSizeBetween(100, 120);
        assertThat(traced).last().matches(it -> !isSampled(it));

        // Another token of the same customer, such as the command line requests for each order.
        assertThat(traceparentOfOrder("Bearer " + client.tokenFor("alice")))
                .matches(GatewayTracesIT::isSampled);
    }

    @Test
    void namesSpanOfTokenRequest() throws Exception {
        String _ = client.tokenFor("bob");

        await().untilAsserted(() ->
                assertThat(recorded.spans)
                        .extracting(SpanData::getName)
                        .contains("POST /oauth2/token"));
    }

    @Test
    void recordsNoSpanForJwkSet() throws Exception {
        assertThat(client.get("/oauth2/jwks").statusCode()).isEqualTo(200);
        List<SpanData> _ = awaitTrace(traceparentOfOrder("Bearer " + client.tokenFor("carol")));

        assertThat(recorded.spans).noneMatch(span -> span.toString().contains("jwks"));
    }

    /// Returns the `traceparent` that the service receives.
    private String traceparentOfOrder(String authorization) throws Exception {
        HttpResponse<String> _ = placeOrder(authorization);
        return SERVICE.nextRequest().headers().getFirst("traceparent");
    }

    private HttpResponse<String> placeOrder(String authorization) throws Exception {
        return client.send(
                client.request("/api/orders")
                        .header("Authorization", authorization)
                        .header("Idempotency-Key", "k-1")
                        .POST(BodyPublishers.ofString("{}")));
    }

    private static boolean isSampled(String traceparent) {
        return traceparent.endsWith("1") || traceparent.endsWith("3");
    }

    private List<SpanData> awaitTrace(String traceparent) {
        String trace = traceparent.substring(3, 35);
        await().until(() -> recorded.spans.stream().anyMatch(it -> it.getTraceId().equals(trace)));
        return recorded.spans.stream().filter(it -> it.getTraceId().equals(trace)).toList();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class SpanExporterConfiguration {

        @Bean
        RecordedSpans recordedSpans() {
            return new RecordedSpans();
        }
    }

    static final class RecordedSpans implements SpanExporter {

        private final List<SpanData> spans = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> batch) {
            spans.addAll(batch);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
