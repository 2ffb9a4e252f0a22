package dev.quadrille.load.client;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// Request bodies for orders of one piece, without the products that are scarce, so that every
/// order can be confirmed.
public final class OrderBodies {

    private static final List<String> BODIES =
            Stream.of(
                            "ESPRESSO-MACHINE",
                            "COFFEE-GRINDER",
                            "MILK-FROTHER",
                            "MOKA-POT",
                            "FRENCH-PRESS",
                            "POUR-OVER-SET",
                            "GOOSENECK-KETTLE",
                            "BREW-SCALE",
                            "TAMPER",
                            "KNOCK-BOX",
                            "ESPRESSO-CUPS",
                            "LATTE-GLASSES",
                            "TRAVEL-MUG",
                            "HOUSE-BLEND",
                            "SINGLE-ORIGIN",
                            "DECAF-BLEND",
                            "PAPER-FILTERS",
                            "CLEANING-TABS")
                    .map(OrderBodies::body)
                    .toList();

    private OrderBodies() {}

    public static String any() {
        return BODIES.get(ThreadLocalRandom.current().nextInt(BODIES.size()));
    }

    private static String body(String sku) {
        return """
        {"items":[{"sku":"%s","quantity":1}],"payment":{"method":"pm_ok"},\
        "shipTo":{"name":"Alice","street":"Ring 1","city":"Vienna","postalCode":"1010",\
        "country":"AT"}}\
        """
                .formatted(sku);
    }
}
