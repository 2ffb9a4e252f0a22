package dev.quadrille.gateway;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// A gateway that a test starts and stops itself, with its own configuration.
public final class RunningGateway implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RunningGateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// Starts a gateway with the profile `demo`. All service addresses refuse connections.
    public static RunningGateway startDemo(Path keys) {
        return start(
                "spring.profiles.active=demo",
                "quadrille.keys-dir=" + keys,
                "quadrille.services.order-service=http://127.0.0.1:1",
                "quadrille.services.inventory-service=http://127.0.0.1:1",
                "quadrille.services.payment-service=http://127.0.0.1:1",
                "quadrille.services.shipping-service=http://127.0.0.1:1",
                "quadrille.services.query-service=http://127.0.0.1:1");
    }

    public static RunningGateway start(String... properties) {
        return startWith(GatewayApplication.class, properties);
    }

    /// Starts a gateway with additional beans.
    public static RunningGateway startWith(Class<?> beans, String... properties) {
        Stream<String> ports = Stream.of("server.port=0", "management.server.port=0");
        String[] arguments =
                Stream.concat(ports, Stream.of(properties))
                        .map(property -> "--" + property)
                        .toArray(String[]::new);
        return new RunningGateway(
                new SpringApplicationBuilder(GatewayApplication.class, beans).run(arguments));
    }

    public GatewayClient client() {
        return new GatewayClient(port());
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", int.class);
    }

    public int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", int.class);
    }

    /// The number of connections to the public port that Tomcat has not closed. Tomcat's own count
    /// includes the connection that it waits to accept.
    public long openConnections() {
        var server = ((WebServerApplicationContext) context).getWebServer();
        var tomcat = ((TomcatWebServer) Objects.requireNonNull(server)).getTomcat();
        return ((AbstractProtocol<?>) tomcat.getConnector().getProtocolHandler())
                        .getConnectionCount()
                - 1;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
