package dev.quadrille.orderflow.value;

/// The number of pieces of one SKU in an order: 1 to 999.
public record Quantity(int value) {

    public static final int MAX = 999;

    public Quantity {
        if (value < 1 || value > MAX) {
            throw new IllegalArgumentException("a quantity is 1 to " + MAX);
        }
    }
}
