package dev.quadrille.messaging.servers.containers;

import dev.quadrille.messaging.servers.ServerSettings;
import java.util.Locale;
import org.testcontainers.kafka.KafkaContainer;

/// A broker whose port on this machine is known beforehand.
final class BrokerContainer extends KafkaContainer {

    static final int PORT = 9092;

    BrokerContainer(int port) {
        super(Images.kafka());
        ServerSettings.KAFKA.forEach((name, value) -> withEnv(variable(name), value));
        // It does not live long enough for the better compiler to pay.
        withEnv("KAFKA_HEAP_OPTS", "-Xms256m -Xmx256m -XX:TieredStopAtLevel=1");
        withEnv(
                "KAFKA_ADVERTISED_LISTENERS",
                "PLAINTEXT://" + getHost() + ":" + port + ",BROKER://localhost:9093");
        // The image's own, so that the broker is the first process and hears that it is to stop.
        // Testcontainers' command is a shell, which waits for the port and then for the broker.
        withCommand("/etc/kafka/docker/run");
    }

    private static String variable(String property) {
        return "KAFKA_" + property.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /// A context that ends closes its beans; the broker stays for the next one.
    @Override
    public void close() {}
}
