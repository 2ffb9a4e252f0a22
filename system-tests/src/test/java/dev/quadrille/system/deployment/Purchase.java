package dev.quadrille.system.deployment;

/// An order request with default values; a test changes only what it needs.
public record Purchase(String sku, int quantity, String method, String country) {

    public static Purchase aPurchase() {
        return new Purchase("ESPRESSO-MACHINE", 1, "pm_ok", "AT");
    }

    public Purchase of(int pieces, String product) {
        return new Purchase(product, pieces, method, country);
    }

    public Purchase paidBy(String paymentMethod) {
        return new Purchase(sku, quantity, paymentMethod, country);
    }

    public Purchase sentTo(String destination) {
        return new Purchase(sku, quantity, method, destination);
    }

    /// The request body.
    public String json() {
        return """
        {"items":[{"sku":"%s","quantity":%d}],
         "payment":{"method":"%s"},
         "shipTo":{"name":"Alice","street":"Ring 1","city":"Vienna","postalCode":"1010","country":"%s"}}
        """
                .formatted(sku, quantity, method, country);
    }
}
