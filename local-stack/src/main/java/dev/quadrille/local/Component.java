package dev.quadrille.local;

import static dev.quadrille.local.EnvironmentBinding.BROKER;
import static dev.quadrille.local.EnvironmentBinding.DATABASE;
import static dev.quadrille.local.EnvironmentBinding.KEY_SET;
import static dev.quadrille.local.EnvironmentBinding.LEDGER;
import static dev.quadrille.local.EnvironmentBinding.PROVIDER;
import static dev.quadrille.local.EnvironmentBinding.ROUTES;
import static dev.quadrille.local.EnvironmentBinding.SIGNING_KEYS;
import static dev.quadrille.local.StartTier.DOOR;
import static dev.quadrille.local.StartTier.LOG;
import static dev.quadrille.local.StartTier.OUTSIDE_WORLD;
import static dev.quadrille.local.StartTier.SERVICE;
import static dev.quadrille.local.StartTier.STORE;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The topology: every process of the stack, with its usual port, its main class and what it needs.
public enum Component {
    POSTGRES(STORE, 15432, ""),
    KAFKA(LOG, 19092, "dev.quadrille.local.kafka.EmbeddedKafkaBroker"),
    PAYMENT_PROVIDER(
            OUTSIDE_WORLD, 8090, "dev.quadrille.provider.PaymentProviderApplication", LEDGER),
    ORDER_SERVICE(
            SERVICE,
            8081,
            "dev.quadrille.order.OrderServiceApplication",
            DATABASE,
            BROKER,
            KEY_SET),
    INVENTORY_SERVICE(
            SERVICE,
            8082,
            "dev.quadrille.inventory.InventoryServiceApplication",
            DATABASE,
            BROKER,
            KEY_SET),
    PAYMENT_SERVICE(
            SERVICE,
            8083,
            "dev.quadrille.payment.PaymentServiceApplication",
            DATABASE,
            BROKER,
            KEY_SET,
            PROVIDER),
    SHIPPING_SERVICE(
            SERVICE,
            8084,
            "dev.quadrille.shipping.ShippingServiceApplication",
            DATABASE,
            BROKER,
            KEY_SET),
    QUERY_SERVICE(
            SERVICE,
            8085,
            "dev.quadrille.query.QueryServiceApplication",
            DATABASE,
            BROKER,
            KEY_SET),
    GATEWAY(DOOR, 8080, "dev.quadrille.gateway.GatewayApplication", SIGNING_KEYS, ROUTES);

    private final StartTier tier;
    private final int usualPort;
    private final String mainClass;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<EnvironmentBinding> needs;

    Component(StartTier tier, int usualPort, String mainClass, EnvironmentBinding... needs) {
        this.tier = tier;
        this.usualPort = usualPort;
        this.mainClass = mainClass;
        this.needs = List.of(needs);
    }

    /// The component that is called so, as in `order-service`.
    public static Optional<Component> named(String name) {
        return Arrays.stream(values())
                .filter(component -> component.processName().equals(name))
                .findFirst();
    }

    /// Those that are processes of Quadrille's own modules, in the order in which they are started.
    public static List<Component> applications() {
        return Arrays.stream(values()).filter(Component::isApplication).toList();
    }

    static List<Component> in(StartTier tier) {
        return Arrays.stream(values()).filter(component -> component.tier == tier).toList();
    }

    static List<Component> needing(EnvironmentBinding need) {
        return Arrays.stream(values()).filter(component -> component.needs.contains(need)).toList();
    }

    /// The name of its process, its log and, for an application, its module.
    public String processName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The name of its database and role.
    String databaseName() {
        return name().toLowerCase(Locale.ROOT);
    }

    StartTier tier() {
        return tier;
    }

    int usualPort() {
        return usualPort;
    }

    public String mainClass() {
        return mainClass;
    }

    List<EnvironmentBinding> needs() {
        return needs;
    }

    boolean isApplication() {
        return tier != STORE && tier != LOG;
    }
}
