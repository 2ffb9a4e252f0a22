package dev.quadrille.testsupport.servers.containers;

import dev.quadrille.testsupport.servers.ServerSettings;
import java.util.Locale;
import org.testcontainers.kafka.KafkaContainer;

/// A broker container with a host port that is known in advance.
final class BrokerContainer extends KafkaContainer {

    static final int PORT = 9092;

    BrokerContainer(int port) {
        super(Images.kafka());
        ServerSettings.KAFKA.forEach((name, value) -> withEnv(variable(name), value));
        // The broker does not live long enough for C2 compilation to pay off.
        withEnv("KAFKA_HEAP_OPTS", "-Xms256m -Xmx256m -XX:TieredStopAtLevel=1");
        withEnv(
                "KAFKA_ADVERTISED_LISTENERS",
                "PLAINTEXT://" + getHost() + ":" + port + ",BROKER://localhost:9093");
        // The command of the image, so that the broker is the first process and receives SIGTERM.
        // The command of Testcontainers is a shell that waits for the port and then for the broker.
        withCommand("/etc/kafka/docker/run");
    }

    private static String variable(String property) {
        return "KAFKA_" + property.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /// Does nothing: a context closes its beans, but the broker must stay for the next context.
    @Override
    public void close() {}
}
