package dev.quadrille.testsupport.servers.containers;

import com.github.dockerjava.api.DockerClient;
import java.util.List;
import org.testcontainers.containers.GenericContainer;

/// A container that restarts with its data and its port. A restart by Testcontainers would create a
/// new container, and Docker would assign another port. Testcontainers removes it when the JVM
/// exits.
final class KeptContainer {

    private final GenericContainer<?> container;

    private KeptContainer(GenericContainer<?> container) {
        this.container = container;
    }

    /// @param port the host port
    /// @param inside the port of the server in the container
    static KeptContainer launch(GenericContainer<?> container, int port, int inside) {
        // Binds to loopback, because the server has a well-known password.
        String address = "localhost".equals(container.getHost()) ? "127.0.0.1" : "0.0.0.0";
        container.setPortBindings(List.of(address + ":" + port + ":" + inside));
        container.start();
        return new KeptContainer(container);
    }

    void kill() {
        docker().killContainerCmd(id()).exec();
        docker().waitContainerCmd(id()).start().awaitStatusCode();
    }

    /// Stops the server gracefully.
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
