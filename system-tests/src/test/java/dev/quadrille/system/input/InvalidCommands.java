package dev.quadrille.system.input;

import java.util.Collections;
import java.util.List;

/// Well-formed bodies with a value that the service rejects.
final class InvalidCommands {

    private InvalidCommands() {}

    static List<HostileRequest> orders() {
        return List.of(
                order(
                        "an unknown SKU",
                        HostileRequests.ORDER.replace("TAMPER", "NO-SUCH-THING"),
                        422),
                order("SQL as SKU", HostileRequests.ORDER.replace("TAMPER", "' or 1=1 --"), 400),
                order("a long SKU", HostileRequests.ORDER.replace("TAMPER", "A".repeat(41)), 400),
                order(
                        "an unknown payment method",
                        HostileRequests.ORDER.replace("pm_ok", "pm_free"),
                        422),
                order(
                        "a JNDI lookup as payment method",
                        HostileRequests.ORDER.replace("pm_ok", "${jndi:ldap://127.0.0.1/a}"),
                        422),
                order("an unknown country", HostileRequests.ORDER.replace("\"AT\"", "\"XX\""), 400),
                order(
                        "a country code in lower case",
                        HostileRequests.ORDER.replace("\"AT\"", "\"at\""),
                        400),
                order("quantity 1000", HostileRequests.ORDER.replace("7", "1000"), 400),
                order("no lines", HostileRequests.ORDER.replaceFirst("\\[.*?]", "[]"), 400),
                order(
                        "null for a line",
                        HostileRequests.ORDER.replaceFirst("\\[.*?]", "[null]"),
                        400),
                order(
                        "51 lines",
                        HostileRequests.ORDER.replaceFirst("\\[.*?]", "[" + lines(51) + "]"),
                        400),
                order(
                        "two lines of 500 pieces each",
                        HostileRequests.ORDER.replaceFirst("\\[.*?]", "[" + lines(2) + "]"),
                        400));
    }

    private static String lines(int count) {
        return String.join(
                ",", Collections.nCopies(count, "{\"sku\":\"TAMPER\",\"quantity\":500}"));
    }

    private static HostileRequest order(String name, String body, int status) {
        return HostileRequest.of(
                "order with " + name, HostileRequests.placing().sending(body), status);
    }

    static List<HostileRequest> products() {
        return List.of(
                product("an unsupported currency", HostileRequests.PRODUCT.replace("EUR", "USD")),
                product("an unknown currency", HostileRequests.PRODUCT.replace("EUR", "EURO")),
                product(
                        "a price above a million euros",
                        HostileRequests.PRODUCT.replace("7", "100000001")));
    }

    private static HostileRequest product(String name, String body) {
        return HostileRequest.of(
                "product with " + name, HostileRequests.writing().sending(body), 400);
    }
}
