package dev.quadrille.messaging.servers.containers;

import com.github.dockerjava.api.DockerClient;
import java.util.List;
import org.testcontainers.containers.GenericContainer;

/// A container that comes back as it went, with its data and on its port: a restart by
/// Testcontainers would make a new one, and Docker would draw another port. It is removed with the
/// JVM, by Testcontainers.
final class KeptContainer {

    private final GenericContainer<?> container;

    private KeptContainer(GenericContainer<?> container) {
        this.container = container;
    }

    /// @param port on this machine
    /// @param inside the server's own port, in the container
    static KeptContainer launch(GenericContainer<?> container, int port, int inside) {
        // Nobody else needs to reach a server with a password that anyone can guess.
        String address = "localhost".equals(container.getHost()) ? "127.0.0.1" : "0.0.0.0";
        container.setPortBindings(List.of(address + ":" + port + ":" + inside));
        container.start();
        return new KeptContainer(container);
    }

    void kill() {
        docker().killContainerCmd(id()).exec();
        docker().waitContainerCmd(id()).start().awaitStatusCode();
    }

    /// Lets the server finish what it does.
    void stop() {
        docker().stopContainerCmd(id()).withTimeout(30).exec();
    }

    void restart() {
        docker().startContainerCmd(id()).exec();
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    private String id() {
        return container.getContainerId();
    }
}
