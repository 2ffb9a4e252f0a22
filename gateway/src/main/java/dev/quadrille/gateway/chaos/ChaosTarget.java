package dev.quadrille.gateway.chaos;

import dev.quadrille.gateway.upstream.Upstream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A service, or another process, whose faults can be set.
///
/// @param name the name of the process, such as `order-service`
/// @param service empty for the payment provider and the gateway
record ChaosTarget(String name, Optional<Upstream> service) {

    static final ChaosTarget PAYMENT_PROVIDER =
            new ChaosTarget("payment-provider", Optional.empty());
    static final ChaosTarget GATEWAY = new ChaosTarget("gateway", Optional.empty());

    /// In the order of the flow.
    static List<ChaosTarget> all() {
        List<ChaosTarget> all = new ArrayList<>();
        all.add(GATEWAY);
        Arrays.stream(Upstream.values())
                .forEach(it -> all.add(new ChaosTarget(it.processName(), Optional.of(it))));
        all.add(PAYMENT_PROVIDER);
        return all;
    }

    /// Finds a target by its name; a service also by its short name, such as `order`.
    static Optional<ChaosTarget> named(String name) {
        return all().stream().filter(target -> target.has(name)).findFirst();
    }

    private boolean has(String other) {
        return name.equals(other) || service.filter(it -> it.label().equals(other)).isPresent();
    }
}
