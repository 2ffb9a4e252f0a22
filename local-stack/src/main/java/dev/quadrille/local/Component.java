package dev.quadrille.local;

import static dev.quadrille.local.EnvironmentBinding.BROKER;
import static dev.quadrille.local.EnvironmentBinding.DATABASE;
import static dev.quadrille.local.EnvironmentBinding.KEY_SET;
import static dev.quadrille.local.EnvironmentBinding.LEDGER;
import static dev.quadrille.local.EnvironmentBinding.PROVIDER;
import static dev.quadrille.local.EnvironmentBinding.ROUTES;
import static dev.quadrille.local.EnvironmentBinding.SIGNING_KEYS;
import static dev.quadrille.local.EnvironmentBinding.TLS;
import static dev.quadrille.local.StartTier.EXTERNAL_SYSTEM;
import static dev.quadrille.local.StartTier.SERVICE;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The topology: every process of the stack with its start tier, default port, main class and the
/// environment variables that it needs.
public enum Component {
    POSTGRES(StartTier.DATABASE, 15432, ""),
    KAFKA(StartTier.BROKER, 19092, "dev.quadrille.servers.kafka.EmbeddedKafkaBroker"),
    PAYMENT_PROVIDER(
            EXTERNAL_SYSTEM,
            8090,
            "dev.quadrille.provider.PaymentProviderApplication",
            LEDGER,
            KEY_SET),
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
            KEY_SET,
            ROUTES,
            PROVIDER),
    GATEWAY(
            StartTier.GATEWAY,
            8080,
            "dev.quadrille.gateway.GatewayApplication",
            SIGNING_KEYS,
            TLS,
            ROUTES,
            PROVIDER);

    private final StartTier tier;
    private final int defaultPort;
    private final String mainClass;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<EnvironmentBinding> bindings;

    Component(StartTier tier, int defaultPort, String mainClass, EnvironmentBinding... bindings) {
        this.tier = tier;
        this.defaultPort = defaultPort;
        this.mainClass = mainClass;
        this.bindings = List.of(bindings);
    }

    /// Finds a component by its process name, for example `order-service`.
    public static Optional<Component> named(String name) {
        return Arrays.stream(values())
                .filter(component -> component.processName().equals(name))
                .findFirst();
    }

    /// The components that are modules of this project, in start order. PostgreSQL and Kafka are
    /// not among them.
    public static List<Component> applications() {
        return Arrays.stream(values()).filter(Component::isApplication).toList();
    }

    static List<Component> inTier(StartTier tier) {
        return Arrays.stream(values()).filter(component -> component.tier == tier).toList();
    }

    static List<Component> withBinding(EnvironmentBinding binding) {
        return Arrays.stream(values())
                .filter(component -> component.bindings.contains(binding))
                .toList();
    }

    /// The name of the process and of its log; for an application also the name of its module.
    public String processName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The name of the service's database and of the role that owns it.
    String databaseName() {
        return name().toLowerCase(Locale.ROOT);
    }

    StartTier tier() {
        return tier;
    }

    int defaultPort() {
        return defaultPort;
    }

    public String mainClass() {
        return mainClass;
    }

    List<EnvironmentBinding> bindings() {
        return bindings;
    }

    /// Whether several instances can run: of the services, whose instances share a database. The
    /// ledger of the payment provider has one writer, and the gateway has the port that users type.
    public boolean canBeReplicated() {
        return tier == SERVICE;
    }

    boolean isApplication() {
        return tier != StartTier.DATABASE && tier != StartTier.BROKER;
    }
}
