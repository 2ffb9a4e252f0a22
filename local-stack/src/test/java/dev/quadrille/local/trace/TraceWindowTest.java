package dev.quadrille.local.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceWindowTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final HttpClient client = HttpClient.newHttpClient();
    private TraceWindow window;

    @BeforeEach
    void open() throws IOException {
        window = TraceWindow.open(0);
    }

    @AfterEach
    void close() {
        client.close();
        window.close();
    }

    @Test
    void showsWhatItWasSent() throws Exception {
        assertThat(post(request("RESERVE_STOCK")).statusCode()).isEqualTo(200);

        HttpResponse<String> page = get("/trace/" + TRACE);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Order 42")
                .contains("RESERVE_STOCK")
                .contains("inventory-service")
                .contains("✘ IllegalStateException")
                .contains("2.5");
        assertThat(get("/").body()).contains("/trace/" + TRACE);
    }

    @Test
    void showsWhatASpanSaysAsTextAndNothingElse() throws Exception {
        post(request("<script>alert('x')</script>"));

        assertThat(get("/trace/" + TRACE).body())
                .doesNotContain("<script>")
                .contains("&lt;script&gt;");
    }

    @Test
    void refusesWhatIsNoTrace() throws Exception {
        assertThat(post("<no protobuf>".getBytes(UTF_8)).statusCode()).isEqualTo(400);
        assertThat(post(new byte[9 * 1024 * 1024]).statusCode()).isEqualTo(413);
        assertThat(get("/v1/traces").statusCode()).isEqualTo(405);
    }

    @Test
    void saysWhenThereIsNoSuchTrace() throws Exception {
        HttpResponse<String> page = get("/trace/" + TRACE);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("looks again");
    }

    private static byte[] request(String name) {
        Span span =
                Span.newBuilder()
                        .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(TRACE)))
                        .setSpanId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
                        .setName(name)
                        .setKind(Span.SpanKind.SPAN_KIND_CONSUMER)
                        .setStartTimeUnixNano(1_000_000_000)
                        .setEndTimeUnixNano(1_002_500_000)
                        .addAttributes(attribute("order.id", "42"))
                        .setStatus(
                                Status.newBuilder()
                                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                                        .setMessage("IllegalStateException"))
                        .build();
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(
                        ResourceSpans.newBuilder()
                                .setResource(
                                        Resource.newBuilder()
                                                .addAttributes(
                                                        attribute(
                                                                "service.name",
                                                                "inventory-service")))
                                .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
                .build()
                .toByteArray();
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private HttpResponse<String> post(byte[] body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri("/v1/traces"))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + window.port() + path);
    }
}
