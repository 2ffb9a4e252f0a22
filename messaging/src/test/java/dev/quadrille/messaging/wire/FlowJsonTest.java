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
    void refusesAnEnumValueThatItDoesNotKnow(String reason) {
        assertRefused(cancelled(reason, "99800", "\"EUR\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "1e400", "9223372036854775808", "\"\"", "\"many\"", "[]"})
    void refusesAnAmountThatIsNone(String amount) {
        assertRefused(cancelled("\"PAYMENT_DECLINED\"", amount, "\"EUR\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"XXXX\"", "\"euro\"", "978", "\"\""})
    void refusesACurrencyThatIsNone(String currency) {
        assertRefused(cancelled("\"PAYMENT_DECLINED\"", "1", currency));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{},", "null", "[]", "\"text\""})
    void refusesWhatIsNoFact(String json) {
        assertRefused(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"shipmentId\":null"})
    void readsAShipmentThatWasNeverBooked(String rest) {
        assertThat(FlowJson.MAPPER.readValue("{" + ORDER + rest + "}", ShipmentCancelled.class))
                .extracting(ShipmentCancelled::shipmentId)
                .isEqualTo(Optional.empty());
    }

    private static String cancelled(String reason, String amount, String currency) {
        return "{%s,\"reason\":%s,\"total\":{\"amount\":%s,\"currency\":%s}}"
                .formatted(ORDER, reason, amount, currency);
    }

    private static void assertRefused(String json) {
        assertThatThrownBy(
                        () -> {
                            var fact = FlowJson.MAPPER.readValue(json, OrderCancelled.class);
                            // `null` is read as nothing at all, which the reader of records
                            // refuses.
                            java.util.Objects.requireNonNull(fact);
                        })
                .isInstanceOfAny(JacksonException.class, NullPointerException.class);
    }

    @Test
    void writesAnOrderOfFieldsThatNeverChanges() {
        String json = cancelled("\"PAYMENT_DECLINED\"", "1", "\"EUR\"");
        OrderCancelled fact = FlowJson.MAPPER.readValue(json, OrderCancelled.class);
        assertThat(FlowJson.MAPPER.writeValueAsString(fact)).isEqualTo(json);
    }
}
