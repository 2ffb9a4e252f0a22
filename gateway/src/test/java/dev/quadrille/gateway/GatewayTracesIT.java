package dev.quadrille.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
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

/// What the gateway adds to a trace, and whose requests begin one.
@SpringBootTest(
        classes = {GatewayApplication.class, GatewayTracesIT.Recording.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=gateway",
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

    private Client client;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("quadrille.keys-dir", keys::toString);
        registry.add("quadrille.services.order-service", SERVICE::url);
        registry.add("quadrille.services.query-service", SERVICE::url);
    }

    @BeforeEach
    void begin() {
        client = new Client(port);
        SERVICE.behave(exchange -> StubService.answer(exchange, 200, "{}"));
    }

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @Test
    void makesTheServicesSpanAChildOfItsOwn() throws Exception {
        HttpResponse<String> answer = placed("Bearer " + client.tokenOf("alice"));
        String traceparent = SERVICE.nextSeen().headers().getFirst("traceparent");

        assertThat(answer.statusCode()).isEqualTo(200);
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
    void tellsThatACallFailedByTheClassOfTheFailure() throws Exception {
        SERVICE.behave(HttpExchange::close);

        List<SpanData> spans = awaitTrace(order("Bearer " + client.tokenOf("alice")));

        assertThat(spans.getFirst().getEvents())
                .anySatisfy(event -> {
                    assertThat(event.getName()).isEqualTo("call failed");
                    assertThat(event.getAttributes().get(AttributeKey.stringKey("exception.type")))
                            .endsWith("NoHttpResponseException");
                });
    }

    @Test
    void recordsTheOrderOfAPersonBesideALoadTestOfTheSameCustomer() throws Exception {
        String load = "Bearer " + client.tokenOf("alice");
        List<String> traced = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            traced.add(order(load));
        }
        assertThat(traced).filteredOn(GatewayTracesIT::isSampled).hasSizeBetween(100, 120);
        assertThat(traced).last().matches(it -> !isSampled(it));

        // A second token of the same customer, as the command line fetches for each order.
        assertThat(order("Bearer " + client.tokenOf("alice"))).matches(GatewayTracesIT::isSampled);
    }

    @Test
    void namesTheRequestForAToken() throws Exception {
        String _ = client.tokenOf("bob");

        await().untilAsserted(() ->
                assertThat(recorded.spans)
                        .extracting(SpanData::getName)
                        .contains("POST /oauth2/token"));
    }

    @Test
    void observesNoRequestForTheKeySet() throws Exception {
        assertThat(client.get("/oauth2/jwks").statusCode()).isEqualTo(200);
        List<SpanData> _ = awaitTrace(order("Bearer " + client.tokenOf("carol")));

        assertThat(recorded.spans).noneMatch(span -> span.toString().contains("jwks"));
    }

    /// Returns the context that reaches the service.
    private String order(String authorization) throws Exception {
        HttpResponse<String> _ = placed(authorization);
        return SERVICE.nextSeen().headers().getFirst("traceparent");
    }

    private HttpResponse<String> placed(String authorization) throws Exception {
        return client.send(
                client.to("/api/orders")
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
    static class Recording {

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
