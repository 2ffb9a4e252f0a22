package dev.quadrille.local.command;

import dev.quadrille.local.Component;
import dev.quadrille.local.StackLayout;
import java.time.Duration;
import java.util.Locale;

/// What a person can do once everything is up.
final class WelcomeText {

    private WelcomeText() {}

    static String after(Duration start, StackLayout layout) {
        String seconds = String.format(Locale.ROOT, "%.1f", start.toMillis() / 1000.0);
        int gateway = layout.ports().of(Component.GATEWAY);
        return """

        Ready after %1$s s. Stop it with Ctrl-C.

          API        http://localhost:%2$d/api, to try out at http://localhost:%2$d/docs
          Health     http://localhost:%2$d/actuator/health
          Traces     %6$s
          Postgres   localhost:%3$d; database, user and password: order_service, …
          Kafka      localhost:%4$d

        In another terminal, place an order and watch it:

          ./quadrille order

        or by hand:

          curl -i http://localhost:%2$d/api/orders \\
            -H "Authorization: Bearer $(./quadrille token alice)" \\
            -H "Idempotency-Key: my-first-order" -H "Content-Type: application/json" \\
            -d '%5$s'
        """
                .formatted(
                        seconds,
                        gateway,
                        layout.ports().of(Component.POSTGRES),
                        layout.ports().of(Component.KAFKA),
                        firstOrder(),
                        Traces.address(layout, "").orElse("not kept here, as OTEL_… says"));
    }

    private static String firstOrder() {
        return """
        {"items":[{"sku":"ESPRESSO-MACHINE","quantity":1}],
                "payment":{"method":"pm_ok"},
                "shipTo":{"name":"Alice","street":"Ring 1","city":"Vienna",
                          "postalCode":"1010","country":"AT"}}\
        """;
    }
}
