package dev.quadrille.gateway;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// One run of a gateway, from start to stop.
public final class GatewayRun implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private GatewayRun(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// Starts the demo's gateway with its key in this directory and all services at an address
    /// where nobody answers.
    static GatewayRun ofTheDemo(Path keys) {
        return start(
                "spring.profiles.active=demo",
                "quadrille.keys-dir=" + keys,
                "quadrille.services.order-service=http://127.0.0.1:1",
                "quadrille.services.inventory-service=http://127.0.0.1:1",
                "quadrille.services.payment-service=http://127.0.0.1:1",
                "quadrille.services.shipping-service=http://127.0.0.1:1",
                "quadrille.services.query-service=http://127.0.0.1:1");
    }

    public static GatewayRun start(String... properties) {
        return startWith(GatewayApplication.class, properties);
    }

    /// Starts one with more beans than it usually has.
    public static GatewayRun startWith(Class<?> beans, String... properties) {
        Stream<String> ports =
                Stream.of(
                        "spring.config.name=gateway", "server.port=0", "management.server.port=0");
        String[] arguments =
                Stream.concat(ports, Stream.of(properties))
                        .map(property -> "--" + property)
                        .toArray(String[]::new);
        return new GatewayRun(
                new SpringApplicationBuilder(GatewayApplication.class, beans).run(arguments));
    }

    public Client client() {
        return new Client(port());
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", int.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
