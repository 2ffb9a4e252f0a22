package dev.quadrille.orderflow.value;

/// A provider's token for a means of payment, such as `pm_ok`; never a card number.
public record PaymentMethod(String value) {

    public PaymentMethod {
        Texts.require(value, 50, "payment method");
    }

    @Override
    public String toString() {
        return value;
    }
}
