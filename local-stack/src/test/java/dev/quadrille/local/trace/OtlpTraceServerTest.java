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

class OtlpTraceServerTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String OTHER = "aaf92f3577b34da6a3ce929d0e0e4736";

    private final HttpClient client = HttpClient.newHttpClient();
    private OtlpTraceServer server;

    @BeforeEach
    void open() throws IOException {
        server = OtlpTraceServer.open(0);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void showsReceivedSpans() throws Exception {
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
    void escapesSpanNames() throws Exception {
        post(request("<script>alert('x')</script>"));

        assertThat(get("/trace/" + TRACE).body())
                .doesNotContain("<script>")
                .contains("&lt;script&gt;");
    }

    @Test
    void linksASpanToItsCauses() throws Exception {
        post(exported(span("CONFIRM_ORDER", 1).build()));
        post(exported(span("COMMIT_STOCK", 2).addLinks(link(TRACE, 1)).build()));
        post(exported(span("CANCEL_ORDER", 3).addLinks(link(OTHER, 4)).build()));

        assertThat(get("/trace/" + TRACE).body())
                .contains("<a href=\"#0000000000000001\">CONFIRM_ORDER</a>")
                .contains("<a href=\"/trace/" + OTHER + "#0000000000000004\">another trace</a>");
    }

    @Test
    void showsTheReasonOfACancellation() throws Exception {
        post(
                exported(
                        span("CANCEL_ORDER", 1)
                                .addAttributes(attribute("outcome", "taken"))
                                .addAttributes(attribute("cancellation.reason", "DEADLINE_PASSED"))
                                .build()));

        assertThat(get("/trace/" + TRACE).body()).contains("<span class=o>DEADLINE_PASSED</span>");
    }

    @Test
    void listsTheRootSpanOfEachTrace() throws Exception {
        post(exported(span("POST /api/orders", 1).build()));

        assertThat(get("/").body()).contains("<td>POST /api/orders</td>");
    }

    @Test
    void rejectsInvalidRequests() throws Exception {
        assertThat(post("<no protobuf>".getBytes(UTF_8)).statusCode()).isEqualTo(400);
        assertThat(post(new byte[9 * 1024 * 1024]).statusCode()).isEqualTo(413);
        assertThat(get("/v1/traces").statusCode()).isEqualTo(405);
    }

    @Test
    void returns404ForAnUnknownTrace() throws Exception {
        HttpResponse<String> page = get("/trace/" + TRACE);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Trace not found");
    }

    private static byte[] request(String name) {
        return exported(
                span(name, 1)
                        .setStatus(
                                Status.newBuilder()
                                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                                        .setMessage("IllegalStateException"))
                        .build());
    }

    private static Span.Builder span(String name, int id) {
        return Span.newBuilder()
                .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(TRACE)))
                .setSpanId(spanId(id))
                .setName(name)
                .setKind(Span.SpanKind.SPAN_KIND_CONSUMER)
                .setStartTimeUnixNano(1_000_000_000)
                .setEndTimeUnixNano(1_002_500_000)
                .addAttributes(attribute("order.id", "42"));
    }

    private static Span.Link link(String trace, int span) {
        return Span.Link.newBuilder()
                .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(trace)))
                .setSpanId(spanId(span))
                .build();
    }

    private static ByteString spanId(int id) {
        return ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) id});
    }

    private static byte[] exported(Span span) {
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
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
