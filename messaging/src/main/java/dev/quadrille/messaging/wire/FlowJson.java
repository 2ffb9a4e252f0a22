package dev.quadrille.messaging.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.PaymentMethod;
import dev.quadrille.orderflow.value.Quantity;
import dev.quadrille.orderflow.value.ShipmentId;
import dev.quadrille.orderflow.value.Sku;
import java.util.UUID;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes the published language as JSON. Ids and other single values are plain strings
/// and numbers. Unknown fields are ignored, so that events of a newer release can be read. An
/// unknown enum value, a missing field or a violated invariant is an error.
public final class FlowJson {

    /// Thread-safe.
    public static final JsonMapper MAPPER =
            registerValueTypes(JsonMapper.builder())
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    // Strict: half a cent is not rounded, and a number is not an enum value.
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .build();

    /// Registers the value types with a mapper, so that events and HTTP responses write them alike.
    public static JsonMapper.Builder registerValueTypes(JsonMapper.Builder builder) {
        return builder.addMixIn(OrderId.class, UuidValue.class)
                .addMixIn(ShipmentId.class, UuidValue.class)
                .addMixIn(CustomerId.class, TextValue.class)
                .addMixIn(Sku.class, TextValue.class)
                .addMixIn(PaymentMethod.class, TextValue.class)
                .addMixIn(Quantity.class, IntValue.class)
                .addMixIn(ProductListed.class, VersionedProduct.class);
    }

    private FlowJson() {}

    private abstract static class VersionedProduct {
        @JsonDeserialize(using = VersionOrZero.class)
        @SuppressWarnings("unused") // a mix-in: only its annotations are used
        abstract long version();
    }

    /// Reads a version that early events do not have: a missing one is 0, a null is an error.
    private static final class VersionOrZero extends StdDeserializer<Long> {
        VersionOrZero() {
            super(long.class);
        }

        @Override
        public Long deserialize(JsonParser parser, DeserializationContext context) {
            return context.readValue(parser, long.class);
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return context.reportInputMismatch(this, "the version must be a number");
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return 0L;
        }
    }

    private abstract static class UuidValue {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        @SuppressWarnings("unused") // a mix-in: only its annotations are used
        UuidValue(UUID value) {}

        @JsonValue
        abstract UUID value();
    }

    private abstract static class TextValue {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        @SuppressWarnings("unused") // a mix-in: only its annotations are used
        TextValue(String value) {}

        @JsonValue
        abstract String value();
    }

    private abstract static class IntValue {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        @SuppressWarnings("unused") // a mix-in: only its annotations are used
        IntValue(int value) {}

        @JsonValue
        abstract int value();
    }
}
