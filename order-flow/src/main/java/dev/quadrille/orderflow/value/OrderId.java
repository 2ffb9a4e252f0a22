package dev.quadrille.orderflow.value;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/// Identifies an order: a UUIDv7 (RFC 9562), so that ids sort by the time of their creation.
public record OrderId(UUID value) implements Comparable<OrderId> {

    public OrderId {
        requireNonNull(value, "an order id has a value");
    }

    /// Parses the canonical text form.
    ///
    /// @throws IllegalArgumentException for any other form
    public static OrderId of(String text) {
        UUID value = UUID.fromString(text);
        // UUID.fromString also accepts short groups such as 1-1-1-1-1.
        if (!value.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not an order id");
        }
        return new OrderId(value);
    }

    @Override
    public int compareTo(OrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
