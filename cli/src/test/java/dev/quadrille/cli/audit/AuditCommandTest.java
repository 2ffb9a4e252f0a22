package dev.quadrille.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.cli.client.FakeGateway;
import dev.quadrille.cli.command.UsageError;
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
class AuditCommandTest {

    private static final String ORDER = "01920000-0000-7000-8000-0000000000aa";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private FakeGateway gateway;
    private AuditCommand command;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
        gateway.respond("/oauth2/token", 200, "{\"access_token\":\"t\"}");
        StackLayout layout =
                new StackLayout(Path.of("."), Path.of("unused"), new Ports(0, gateway.port()));
        command = new AuditCommand(layout, new PrintStream(output, true, UTF_8));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void succeedsIfTheAuditIsOk() throws InterruptedException {
        gateway.respond(
                "/api/audit",
                200,
                """
                {"ok":true,"checks":[{"name":"shipments","ok":true,"violationCount":0,
                 "figure":"1,234 confirmed orders","violations":[]}]}\
                """);

        assertThat(command.run(List.of())).isZero();
        assertThat(printed())
                .isEqualTo(
                        """
                        CHECK         RESULT  FIGURES
                        shipments     ok      1,234 confirmed orders
                        The audit is ok.
                        """);
    }

    @Test
    void failsAndPrintsViolationsWithin80Columns() throws InterruptedException {
        gateway.respond(
                "/api/audit",
                200,
                """
                {"ok":false,"checks":[{"name":"money","ok":false,"violationCount":102,
                 "figure":"confirmed 499.00, charged - refunded 0.00",
                 "violations":["%s: charged - refunded is 0.00, must be 499.00, difference -499.00",
                 "could not be checked: payment-service did not respond (status 503)"]}]}\
                """
                        .formatted(ORDER));

        assertThat(command.run(List.of())).isEqualTo(1);
        assertThat(printed().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .contains(
                        "money         NOT OK  confirmed 499.00, charged - refunded 0.00",
                        "  " + ORDER + ": charged - refunded is 0.00, must be",
                        "    499.00, difference -499.00",
                        "  and 100 more",
                        "The audit is NOT ok.");
    }

    @Test
    void failsIfTheAuditIsUnavailable() {
        gateway.respond("/api/audit", 503, "{\"detail\":\"query-service is unavailable\"}");

        assertThatThrownBy(() -> command.run(List.of())).isInstanceOf(StackFailure.class);
    }

    @Test
    void repairsTheReadModel() throws InterruptedException {
        gateway.respond(
                "/api/audit/repair",
                200,
                """
                {"repaired":[{"orderId":"%s","difference":"status is PLACED"}]}\
                """
                        .formatted(ORDER));

        assertThat(command.run(List.of("repair"))).isZero();
        assertThat(gateway.lastMethod("/api/audit/repair")).isEqualTo("POST");
        assertThat(printed())
                .isEqualTo(
                        """
                          %s: status is PLACED
                        Orders projected again from the log: 1.
                        """
                                .formatted(ORDER));
    }

    @Test
    void rejectsUnknownArguments() {
        assertThatThrownBy(() -> command.run(List.of("--all"))).isInstanceOf(UsageError.class);
    }

    private String printed() {
        return output.toString(UTF_8);
    }
}
