package dev.quadrille.orderflow.value;

/// Identifies a customer: the subject of the token with which the order was placed.
public record CustomerId(String value) {

    public CustomerId {
        Texts.require(value, 100, "customer id");
    }

    @Override
    public String toString() {
        return value;
    }
}
