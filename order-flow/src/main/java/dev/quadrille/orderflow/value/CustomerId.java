package dev.quadrille.orderflow.value;

/// Names a customer: the subject of the token that placed the order.
public record CustomerId(String value) {

    public CustomerId {
        Texts.require(value, 100, "customer id");
    }

    @Override
    public String toString() {
        return value;
    }
}
