package dev.quadrille.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class FlowJsonTest {

    private static final String ORDER = "\"orderId\":\"01920000-0000-7000-8000-0000000000aa\"";

    @ParameterizedTest
    @ValueSource(strings = {"\"BORED\"", "\"payment_declined\"", "\"\"", "1", "[]", "{}", "true"})
    void rejectsAnUnknownEnumValue(String reason) {
        assertRejected(cancelled(reason, "99800", "\"EUR\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "1e400", "9223372036854775808", "\"\"", "\"many\"", "[]"})
    void rejectsAnInvalidAmount(String amount) {
        assertRejected(cancelled("\"PAYMENT_DECLINED\"", amount, "\"EUR\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"XXXX\"", "\"euro\"", "978", "\"\""})
    void rejectsAnInvalidCurrency(String currency) {
        assertRejected(cancelled("\"PAYMENT_DECLINED\"", "1", currency));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{},", "null", "[]", "\"text\""})
    void rejectsJsonThatIsNotAnEvent(String json) {
        assertRejected(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"shipmentId\":null"})
    void readsACancellationWithoutAShipment(String rest) {
        assertThat(FlowJson.MAPPER.readValue("{" + ORDER + rest + "}", ShipmentCancelled.class))
                .extracting(ShipmentCancelled::shipmentId)
                .isEqualTo(Optional.empty());
    }

    private static String cancelled(String reason, String amount, String currency) {
        return "{%s,\"reason\":%s,\"total\":{\"amount\":%s,\"currency\":%s}}"
                .formatted(ORDER, reason, amount, currency);
    }

    private static void assertRejected(String json) {
        assertThatThrownBy(
                        () -> {
                            var event = FlowJson.MAPPER.readValue(json, OrderCancelled.class);
                            // Jackson reads `null` as a null reference, which RecordReader rejects.
                            java.util.Objects.requireNonNull(event);
                        })
                .isInstanceOfAny(JacksonException.class, NullPointerException.class);
    }

    @Test
    void writesFieldsInAStableOrder() {
        String json = cancelled("\"PAYMENT_DECLINED\"", "1", "\"EUR\"");
        OrderCancelled event = FlowJson.MAPPER.readValue(json, OrderCancelled.class);
        assertThat(FlowJson.MAPPER.writeValueAsString(event)).isEqualTo(json);
    }
}
