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

/// What only containers do: several replicas of a service, killed together; all taken down and
/// brought up anew. Asked for by name, since it needs an engine:
///
///     ./mvnw verify -pl … -Dquadrille.deployment=containers -Dit.test=ContainerStories
class ContainerStories {

    private static final int ORDERS = 60;

    private final RunningSystem shop = RunningSystem.get();
    private final ContainerDeployment containers = (ContainerDeployment) shop.premises();
    private final GuaranteeAudit audit = shop.audit();
    private final Customer bob = shop.customer("bob");

    @Test
    void threeReplicasShareTheWork() throws InterruptedException {
        containers.scale(Component.PAYMENT_SERVICE, 3);
        place(() -> {}, "three replicas of payment-service");
        place(
                () -> containers.letDie(Component.PAYMENT_SERVICE),
                "the kill of three replicas of payment-service");
        containers.scale(Component.PAYMENT_SERVICE, 1);
    }

    @Test
    void theGatewayFindsReplicas() throws InterruptedException {
        containers.scale(Component.ORDER_SERVICE, 2);
        place(() -> {}, "two replicas of order-service");
        containers.scale(Component.ORDER_SERVICE, 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ORDER_SERVICE", "QUERY_SERVICE", "GATEWAY", "KAFKA", "POSTGRES"})
    void aContainerIsKilledAmidOrders(Component victim) throws InterruptedException {
        place(() -> containers.letDie(victim), "the kill of the container " + victim);
    }

    /// Whoever is not ready for that long is not given up for it, or nothing that depends on it
    /// would be started.
    @Test
    void oneCommandBringsBackAShopWhoseDatabaseWasAwayForLong() throws InterruptedException {
        place(this::loseTheDatabaseForLong, "a database that was away for long");
    }

    private void loseTheDatabaseForLong() {
        containers.kill(Component.POSTGRES);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> containers.failedChecks(Component.ORDER_SERVICE) > 3);
        containers.bringUp();
    }

    @Test
    void ordersOutliveTheirContainers() {
        PlacedOrder order = bob.places(Purchase.aPurchase());
        assertThat(order.end()).isEqualTo("CONFIRMED");
        containers.replaceAll();
        assertThat(order.end()).isEqualTo("CONFIRMED");
        assertThat(bob.places(Purchase.aPurchase()).end()).isEqualTo("CONFIRMED");
    }

    /// Places orders, with something happening when half of them are accepted.
    private void place(Runnable amid, String what) throws InterruptedException {
        int before = audit.orders();
        List<Purchase> purchases = FailureStoriesIT.purchases(ORDERS);
        SteadyLoad crowd = SteadyLoad.of(bob, purchases, Duration.ofMillis(100));
        crowd.awaitHalf();
        amid.run();
        assertThat(crowd.orders()).hasSize(ORDERS);
        audit.awaitBalance(what);
        assertThat(audit.orders() - before).isEqualTo(ORDERS);
    }
}
