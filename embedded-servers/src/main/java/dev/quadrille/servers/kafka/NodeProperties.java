package dev.quadrille.servers.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/// The configuration of a {@link KafkaNode}: a KRaft controller in the same process, and listeners
/// on the loopback interface.
record NodeProperties(Path data, int port, int controllerPort, Map<String, String> settings) {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final Map<String, String> FIXED =
            Map.of(
                    "process.roles", "broker,controller",
                    "node.id", Integer.toString(NODE_ID),
                    "controller.listener.names", CONTROLLER_LISTENER,
                    "inter.broker.listener.name", "PLAINTEXT",
                    "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");

    Properties toProperties() {
        String broker = "PLAINTEXT://127.0.0.1:" + port;
        String controller = "127.0.0.1:" + controllerPort;
        Properties properties = new Properties();
        properties.putAll(FIXED);
        properties.putAll(settings);
        properties.setProperty("controller.quorum.voters", NODE_ID + "@" + controller);
        properties.setProperty("listeners", broker + ",CONTROLLER://" + controller);
        properties.setProperty("advertised.listeners", broker);
        properties.setProperty("log.dirs", data.toString());
        return properties;
    }
}
