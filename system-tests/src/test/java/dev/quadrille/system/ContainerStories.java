package dev.quadrille.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.Component;
import dev.quadrille.system.deployment.ContainerDeployment;
import dev.quadrille.system.deployment.Customer;
import dev.quadrille.system.deployment.GuaranteeAudit;
import dev.quadrille.system.deployment.PlacedOrder;
import dev.quadrille.system.deployment.Purchase;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.deployment.SteadyLoad;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that need containers: several replicas of a service, killed together, and new containers
/// on existing volumes. These tests run only by name, because they need a container engine:
///
///     ./mvnw verify -pl … -Dquadrille.deployment=containers -Dit.test=ContainerStories
class ContainerStories {

    private static final int ORDERS = 60;

    private final RunningSystem system = RunningSystem.get();
    private final ContainerDeployment containers = (ContainerDeployment) system.deployment();
    private final GuaranteeAudit audit = system.audit();
    private final Customer bob = system.customer("bob");

    @Test
    void settlesOrdersWithThreeReplicas() throws InterruptedException {
        containers.scale(Component.PAYMENT_SERVICE, 3);
        settlesOrdersDuring(() -> {}, "three replicas of payment-service");
        settlesOrdersDuring(
                () -> containers.killAndAwaitRestart(Component.PAYMENT_SERVICE),
                "the kill of three replicas of payment-service");
        containers.scale(Component.PAYMENT_SERVICE, 1);
    }

    @Test
    void settlesOrdersWithTwoReplicasBehindGateway() throws InterruptedException {
        containers.scale(Component.ORDER_SERVICE, 2);
        settlesOrdersDuring(() -> {}, "two replicas of order-service");
        containers.scale(Component.ORDER_SERVICE, 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ORDER_SERVICE", "QUERY_SERVICE", "GATEWAY", "KAFKA", "POSTGRES"})
    void survivesKilledContainer(Component component) throws InterruptedException {
        settlesOrdersDuring(
                () -> containers.killAndAwaitRestart(component),
                "the kill of the container " + component);
    }

    /// A service that is not ready for minutes must not count as failed; otherwise the engine does
    /// not start its dependents.
    @Test
    void startsAgainAfterLongDatabaseOutage() throws InterruptedException {
        settlesOrdersDuring(this::interruptDatabase, "a long database outage");
    }

    private void interruptDatabase() {
        containers.kill(Component.POSTGRES);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> containers.failedChecks(Component.ORDER_SERVICE) > 3);
        containers.bringUp();
    }

    @Test
    void keepsOrdersWhenContainersAreReplaced() {
        PlacedOrder order = bob.place(Purchase.aPurchase());
        assertThat(order.awaitEnd()).isEqualTo("CONFIRMED");
        containers.replaceAll();
        assertThat(order.awaitEnd()).isEqualTo("CONFIRMED");
        assertThat(bob.place(Purchase.aPurchase()).awaitEnd()).isEqualTo("CONFIRMED");
    }

    /// Places orders and injects the fault after half of them are accepted.
    private void settlesOrdersDuring(Runnable fault, String what) throws InterruptedException {
        int before = audit.orders();
        List<Purchase> purchases = FailureStoriesIT.purchases(ORDERS);
        SteadyLoad load = SteadyLoad.of(bob, purchases, Duration.ofMillis(100));
        load.awaitHalf();
        fault.run();
        assertThat(load.orders()).hasSize(ORDERS);
        audit.awaitAllSettled(what);
        assertThat(audit.orders() - before).isEqualTo(ORDERS);
    }
}
