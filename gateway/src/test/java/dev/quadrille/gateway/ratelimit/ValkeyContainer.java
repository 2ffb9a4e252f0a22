package dev.quadrille.gateway.ratelimit;

import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/// A Valkey container for all tests of a run, with the image that `.env` defines. Tests are aborted
/// if no container engine is available.
final class ValkeyContainer {

    private static final int PORT = 6379;

    private static @Nullable ValkeyContainer running;
    private static @Nullable String startFailure;

    private final GenericContainer<?> container;
    private boolean paused;

    private ValkeyContainer(GenericContainer<?> container) {
        this.container = container;
    }

    static synchronized ValkeyContainer get() {
        if (running == null && startFailure == null) {
            try {
                running = start();
            } catch (RuntimeException e) {
                startFailure = e.toString();
                System.out.println("VALKEY TESTS ABORTED, NO CONTAINER: " + e);
            }
        }
        return running == null ? abort("No Valkey container: " + startFailure) : running;
    }

    static synchronized Optional<ValkeyContainer> ifRunning() {
        return Optional.ofNullable(running);
    }

    // Testcontainers removes the container at the end of the run.
    @SuppressWarnings("resource")
    private static ValkeyContainer start() {
        GenericContainer<?> container =
                new GenericContainer<>(image())
                        .withExposedPorts(PORT)
                        .withCommand("valkey-server", "--protected-mode", "no")
                        .waitingFor(Wait.forListeningPort());
        container.start();
        return new ValkeyContainer(container);
    }

    private static String image() {
        Properties env = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("../.env"))) {
            env.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return env.getProperty("VALKEY_IMAGE");
    }

    String url() {
        return "redis://" + container.getHost() + ":" + container.getMappedPort(PORT);
    }

    /// Freezes Valkey: connections remain open, but commands get no response.
    void pause() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
        paused = true;
    }

    void unpause() {
        if (paused) {
            docker().unpauseContainerCmd(container.getContainerId()).exec();
            paused = false;
        }
    }

    /// Deletes all data and closes all connections.
    void flushAndDisconnect() {
        valkey("FLUSHALL");
        valkey("CLIENT", "KILL", "TYPE", "normal");
    }

    long secondsToLive(String key) {
        return Long.parseLong(valkey("TTL", key).strip());
    }

    private String valkey(String... command) {
        try {
            return container
                    .execInContainer(
                            Stream.concat(Stream.of("valkey-cli"), Stream.of(command))
                                    .toArray(String[]::new))
                    .getStdout();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }
}
