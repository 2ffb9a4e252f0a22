package dev.quadrille.cli.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.cli.client.FakeGateway;
import dev.quadrille.local.Ports;
import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class OrderCommandTest {

    private static final String PLACED =
            """
            {"orderId":"42","status":"PLACED","total":{"amount":49905,"currency":"EUR"}}\
            """;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private FakeGateway gateway;
    private OrderCommand order;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
        gateway.respond("/oauth2/token", 200, "{\"access_token\":\"t\"}");
        gateway.respond("/api/orders", 202, PLACED);
        gateway.respond("/api/orders/42/timeline", 404, "{}");
        StackLayout layout =
                new StackLayout(Path.of("."), Path.of("unused"), new Ports(0, gateway.port()));
        order = new OrderCommand(layout, new PrintStream(output, true, UTF_8));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void printsEachEventOfAConfirmedOrder() throws InterruptedException {
        gateway.respond(
                "/api/orders/42",
                200,
                "{\"status\":\"CONFIRMED\",\"settled\":true,\"traceId\":\"4bf9\"}");
        gateway.respond(
                "/api/orders/42/timeline",
                200,
                """
                {"events":[
                 {"type":"OrderPlaced","service":"order","at":"2026-11-22T10:00:00.000Z","data":{}},
                 {"type":"StockReserved","service":"inventory","at":"2026-11-22T10:00:00.021Z","data":{}},
                 {"type":"OrderConfirmed","service":"order","at":"2026-11-22T10:00:00.070Z","data":{}}]}\
                """);

        assertThat(order.run(List.of())).isZero();

        assertThat(printed())
                .contains("Order 42\n1 × ESPRESSO-MACHINE for alice, pm_ok, to AT: 499.05 EUR")
                .contains("    +0 ms  order      ● OrderPlaced")
                .contains("   +21 ms  inventory  │ StockReserved")
                .contains("   +70 ms  order      ✔ OrderConfirmed")
                .contains("CONFIRMED, settled after")
                .contains("Trace: ")
                .contains("4bf9");
    }

    @Test
    void printsTheStatusWithoutATimeline() throws InterruptedException {
        gateway.respond(
                "/api/orders/42",
                200,
                "{\"status\":\"CANCELLED\",\"reason\":\"PAYMENT_DECLINED\",\"settled\":true}");

        assertThat(order.run(List.of("--method", "pm_declined"))).isEqualTo(1);

        assertThat(printed())
                .containsPattern("\\+\\d+ ms  CANCELLED")
                .contains("CANCELLED: PAYMENT_DECLINED, settled after");
    }

    @Test
    void sendsTheGivenOptions() throws InterruptedException {
        gateway.respond("/api/orders/42", 200, "{\"status\":\"CONFIRMED\",\"settled\":true}");

        int code = order.run(List.of("--sku", "MUG", "--quantity", "3", "--country", "AQ"));

        assertThat(code).isZero();
        assertThat(gateway.lastBody("/api/orders"))
                .contains("\"sku\":\"MUG\",\"quantity\":3")
                .contains("\"country\":\"AQ\"");
    }

    @Test
    void printsTheProblemDocumentOfARejectedOrder() {
        gateway.respond(
                "/api/orders",
                422,
                "{\"title\":\"Unknown product\",\"detail\":\"There is no product MUG.\"}");

        assertThatThrownBy(() -> order.run(List.of("--sku", "MUG")))
                .isInstanceOf(StackFailure.class)
                .hasMessage("422 Unknown product\nThere is no product MUG.");
    }

    @Test
    void reportsThatTheGatewayDoesNotRespond() {
        gateway.close();

        assertThatThrownBy(() -> order.run(List.of()))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("Quadrille does not respond at");
    }

    private String printed() {
        return output.toString(UTF_8);
    }
}
