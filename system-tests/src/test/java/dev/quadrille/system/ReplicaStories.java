package dev.quadrille.system;

import static dev.quadrille.local.Component.ORDER_SERVICE;
import static dev.quadrille.local.Component.PAYMENT_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.local.Component;
import dev.quadrille.local.ComponentInstance;
import dev.quadrille.local.LocalStack;
import dev.quadrille.system.deployment.GuaranteeAudit;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.deployment.SteadyLoad;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Services with two instances each, while orders are placed.
class ReplicaStories {

    private static final Map<Component, Integer> REPLICAS =
            Map.of(ORDER_SERVICE, 2, PAYMENT_SERVICE, 2);

    /// The load lasts longer than the restarts of all instances.
    private static final int ORDERS = 900;

    @Test
    void rollingRestartFailsNoRequestAndLosesNoOrder() {
        RunningSystem system = RunningSystem.startReplicated(REPLICAS);
        try (LocalStack stack = system.stack()) {
            GuaranteeAudit audit = system.audit();
            SteadyLoad load =
                    SteadyLoad.of(
                            system.customer("bob"),
                            FailureStoriesIT.purchases(ORDERS),
                            Duration.ofMillis(100));

            for (Component service : REPLICAS.keySet()) {
                for (ComponentInstance instance : stack.layout().instances(service)) {
                    stack.stop(instance);
                    stack.start(instance);
                }
            }

            assertThat(load.orders()).hasSize(ORDERS);
            assertThat(Set.of("202", "503 with Retry-After")).containsAll(load.responses());
            audit.awaitAllSettled("a rolling restart");
            assertThat(audit.orders()).isEqualTo(ORDERS);
        }
    }
}
