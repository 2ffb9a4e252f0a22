package dev.quadrille.orderflow.value;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/// Identifies a product: 1 to 40 upper-case letters, digits and inner hyphens, such as
/// `ESPRESSO-MACHINE`.
public record Sku(String value) implements Comparable<Sku> {

    /// The form of a SKU, for code that validates input before it creates one.
    public static final String PATTERN = "[A-Z0-9](?:[A-Z0-9-]{0,38}[A-Z0-9])?";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    public Sku {
        requireNonNull(value, "a sku has a value");
        if (!COMPILED.matcher(value).matches()) {
            throw new IllegalArgumentException("a sku is 1 to 40 of A-Z, 0-9 and inner hyphens");
        }
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
