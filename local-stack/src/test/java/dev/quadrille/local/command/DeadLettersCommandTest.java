package dev.quadrille.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    private FakeGateway shop;
    private DeadLettersCommand command;

    @BeforeEach
    void open() throws IOException {
        shop = new FakeGateway();
        shop.answer("/oauth2/token", 200, "{\"access_token\":\"t\"}");
        StackLayout layout =
                new StackLayout(Path.of("."), Path.of("unused"), new Ports(0, shop.port()));
        command = new DeadLettersCommand(layout, new PrintStream(output, true, UTF_8));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void saysThatThereAreNone() throws InterruptedException {
        shop.answer("/api/dead-letters", 200, "{\"deadLetters\":[],\"unreachable\":[]}");
        assertThat(command.run(List.of())).isZero();
        assertThat(printed())
                .isEqualTo("There are no dead letters: every event could be handled.\n");
    }

    @Test
    void listsThemWithinEightyColumnsAndSaysWhatToDoNext() throws InterruptedException {
        shop.answer(
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
                        "SERVICE    EVENT              WAITING  SINCE",
                        "inventory  ShipmentCancelled       12  2026-11-22 10:15:30 UTC",
                        "           id     " + ID,
                        "           order  01920000-0000-7000-8000-0000000000aa",
                        "order      ProductListed            0  2026-11-22 10:15:31 UTC",
                        "           cause  no",
                        "  ./quadrille dead-letters replay SERVICE ID",
                        "Not in this list: payment-service gave no answer.");
    }

    @Test
    void replaysAndDiscards() throws InterruptedException {
        shop.answer("/api/dead-letters/payment/" + ID + "/replay", 204, "");
        shop.answer("/api/dead-letters/payment/" + ID, 204, "");
        assertThat(command.run(List.of("replay", "payment", ID))).isZero();
        assertThat(command.run(List.of("discard", "payment", ID))).isZero();
        assertThat(shop.lastMethod("/api/dead-letters/payment/" + ID + "/replay"))
                .isEqualTo("POST");
        assertThat(shop.lastMethod("/api/dead-letters/payment/" + ID)).isEqualTo("DELETE");
        assertThat(printed()).contains("Replayed:", "Discarded:");
    }

    @Test
    void replaysAllOfAServiceAndNamesThoseThatStillFail() throws InterruptedException {
        String second = ID.replace('1', '2');
        shop.answer(
                "/api/dead-letters",
                200,
                """
                {"deadLetters":[{"service":"payment","id":"%s"},{"service":"order","id":"%s"},
                 {"service":"payment","id":"%s"}]}\
                """
                        .formatted(ID, ID, second));
        shop.answer(
                "/api/dead-letters/payment/" + ID + "/replay",
                409,
                "{\"title\":\"Still failing\",\"detail\":\"The event fails again.\"}");
        shop.answer("/api/dead-letters/payment/" + second + "/replay", 204, "");

        assertThat(command.run(List.of("replay", "payment-service", "all"))).isOne();
        assertThat(printed())
                .isEqualTo(
                        """
                        %s: 409 Still failing
                        The event fails again.
                        Replayed 1; 1 still fail.
                        """
                                .formatted(ID));
        assertThat(shop.lastMethod("/api/dead-letters/order/" + ID + "/replay")).isEmpty();
    }

    @Test
    void saysThatAnotherProgramAnswers() {
        shop.answer("/oauth2/token", 200, "<html>");
        assertThatThrownBy(() -> command.run(List.of()))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("Does another program use the port?");
    }

    @Test
    void saysWhyOneCannotGoOn() {
        shop.answer(
                "/api/dead-letters/payment/" + ID + "/replay",
                409,
                "{\"title\":\"Still failing\",\"detail\":\"The event fails again.\"}");
        assertThatThrownBy(() -> command.run(List.of("replay", "payment", ID)))
                .isInstanceOf(StackFailure.class)
                .hasMessage("409 Still failing\nThe event fails again.");
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
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
