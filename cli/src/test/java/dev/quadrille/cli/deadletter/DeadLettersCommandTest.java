package dev.quadrille.cli.deadletter;

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
class DeadLettersCommandTest {

    private static final String ID = "01a2023d-022b-7efe-bd02-e85f5441dc15";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private FakeGateway gateway;
    private DeadLettersCommand command;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
        gateway.respond("/oauth2/token", 200, "{\"access_token\":\"t\"}");
        StackLayout layout =
                new StackLayout(Path.of("."), Path.of("unused"), new Ports(0, gateway.port()));
        command = new DeadLettersCommand(layout, new PrintStream(output, true, UTF_8));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void reportsThatThereAreNoDeadLetters() throws InterruptedException {
        gateway.respond("/api/dead-letters", 200, "{\"deadLetters\":[],\"unreachable\":[]}");
        assertThat(command.run(List.of())).isZero();
        assertThat(printed()).isEqualTo("There are no dead letters.\n");
    }

    @Test
    void listsDeadLettersAndCommandsWithin80Columns() throws InterruptedException {
        gateway.respond(
                "/api/dead-letters",
                200,
                """
                {"deadLetters":[
                 {"service":"inventory","id":"%s","orderId":"01920000-0000-7000-8000-0000000000aa",
                  "type":"ShipmentCancelled","cause":"IllegalStateException: %s","parked":12,
                  "at":"2026-11-22T10:15:30.123Z"},
                 {"service":"order","id":"%s","orderId":null,"type":"ProductListed",
                  "cause":"no","at":"2026-11-22T10:15:31Z","parked":0}],
                 "unreachable":["payment-service"]}\
                """
                        .formatted(ID, "no stock was loaded ".repeat(20), ID));
        assertThat(command.run(List.of())).isZero();
        assertThat(printed().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .contains(
                        "SERVICE    EVENT              PARKED  SINCE",
                        "inventory  ShipmentCancelled      12  2026-11-22 10:15:30 UTC",
                        "           id     " + ID,
                        "           order  01920000-0000-7000-8000-0000000000aa",
                        "order      ProductListed           0  2026-11-22 10:15:31 UTC",
                        "           cause  no",
                        "  ./quadrille dead-letters replay SERVICE ID",
                        "Incomplete list: payment-service did not respond.");
    }

    @Test
    void replaysAndDiscards() throws InterruptedException {
        gateway.respond("/api/dead-letters/payment/" + ID + "/replay", 204, "");
        gateway.respond("/api/dead-letters/payment/" + ID, 204, "");
        assertThat(command.run(List.of("replay", "payment", ID))).isZero();
        assertThat(command.run(List.of("discard", "payment", ID))).isZero();
        assertThat(gateway.lastMethod("/api/dead-letters/payment/" + ID + "/replay"))
                .isEqualTo("POST");
        assertThat(gateway.lastMethod("/api/dead-letters/payment/" + ID)).isEqualTo("DELETE");
        assertThat(printed()).contains("Replayed the event", "Discarded the event");
    }

    @Test
    void rejectsUnknownService() {
        for (String action : List.of("replay", "discard")) {
            assertThatThrownBy(() -> command.run(List.of(action, "foo", "all")))
                    .isInstanceOf(UsageError.class)
                    .hasMessage(
                            "Unknown service: foo. The services are: order, inventory, payment, shipping, query.");
        }
    }

    @Test
    void replaysAllOfAServiceAndReportsFailures() throws InterruptedException {
        String second = ID.replace('1', '2');
        gateway.respond(
                "/api/dead-letters",
                200,
                """
                {"deadLetters":[{"service":"payment","id":"%s"},{"service":"order","id":"%s"},
                 {"service":"payment","id":"%s"}]}\
                """
                        .formatted(ID, ID, second));
        gateway.respond(
                "/api/dead-letters/payment/" + ID + "/replay",
                409,
                "{\"title\":\"Still failing\",\"detail\":\"The event fails again.\"}");
        gateway.respond("/api/dead-letters/payment/" + second + "/replay", 204, "");

        assertThat(command.run(List.of("replay", "payment-service", "all"))).isOne();
        assertThat(printed())
                .isEqualTo(
                        """
                        %s: 409 Still failing
                        The event fails again.
                        Replayed: 1, failed again: 1.
                        """
                                .formatted(ID));
        assertThat(gateway.lastMethod("/api/dead-letters/order/" + ID + "/replay")).isEmpty();
    }

    @Test
    void reportsAResponseOfAnotherProgram() {
        gateway.respond("/oauth2/token", 200, "<html>");
        assertThatThrownBy(() -> command.run(List.of()))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("Another program may use this port.");
    }

    @Test
    void reportsTheCauseOfAFailedReplay() {
        gateway.respond(
                "/api/dead-letters/payment/" + ID + "/replay",
                409,
                "{\"title\":\"Still failing\",\"detail\":\"The event fails again.\"}");
        assertThatThrownBy(() -> command.run(List.of("replay", "payment", ID)))
                .isInstanceOf(StackFailure.class)
                .hasMessage("409 Still failing\nThe event fails again.");
    }

    @Test
    void rejectsInvalidArguments() {
        for (List<String> wrong :
                List.of(
                        List.of("replay"),
                        List.of("replay", "payment"),
                        List.of("bury", "payment", ID),
                        List.of("replay", "pay ment", ID),
                        List.of("discard", "payment", "../1"),
                        List.of("discard", "payment", ""))) {
            assertThatThrownBy(() -> command.run(wrong)).isInstanceOf(UsageError.class);
        }
    }

    private String printed() {
        return output.toString(UTF_8);
    }
}
