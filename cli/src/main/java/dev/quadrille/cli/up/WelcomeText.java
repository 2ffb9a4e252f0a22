package dev.quadrille.cli.up;

import dev.quadrille.local.Component;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.trace.TraceAddress;
import java.time.Duration;
import java.util.Locale;

/// The text that is printed when the stack is ready: addresses and the first commands.
final class WelcomeText {

    private WelcomeText() {}

    static String of(Duration startTime, StackLayout layout) {
        String seconds = String.format(Locale.ROOT, "%.1f", startTime.toMillis() / 1000.0);
        String gateway = layout.url(Component.GATEWAY).replace("127.0.0.1", "localhost");
        // Shells would split a path with spaces.
        String trust = layout.certificate().map(it -> "--cacert '" + it + "' ").orElse("");
        return """

        Ready after %1$s s. Stop with Ctrl-C.

          API        %2$s/api
          API docs   %2$s/docs
          Health     %2$s/actuator/health
          Traces     %6$s
          PostgreSQL localhost:%3$d; database, user and password: order_service, …
          Kafka      localhost:%4$d

        Place an order in another terminal and follow it:

          ./quadrille order

        The same with curl:

          curl %7$s-i %2$s/api/orders \\
            -H "Authorization: Bearer $(./quadrille token alice)" \\
            -H "Idempotency-Key: my-first-order" -H "Content-Type: application/json" \\
            -d '%5$s'
        """
                .formatted(
                        seconds,
                        gateway,
                        layout.ports().of(Component.POSTGRES),
                        layout.ports().of(Component.KAFKA),
                        sampleOrder(),
                        TraceAddress.find(layout.ports().traces(), "")
                                .orElse("exported as configured with OTEL_…"),
                        trust);
    }

    private static String sampleOrder() {
        return """
        {"items":[{"sku":"ESPRESSO-MACHINE","quantity":1}],
                "payment":{"method":"pm_ok"},
                "shipTo":{"name":"Alice","street":"Ring 1","city":"Vienna",
                          "postalCode":"1010","country":"AT"}}\
        """;
    }
}
