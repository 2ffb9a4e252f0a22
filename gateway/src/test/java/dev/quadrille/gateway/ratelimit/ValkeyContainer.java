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

/// One Valkey for all tests of a run, of the image that `.env` names. Without an engine the tests
/// that ask for it do not run, and say so.
final class ValkeyContainer {

    private static final int PORT = 6379;

    private static @Nullable ValkeyContainer running;
    private static @Nullable String obstacle;

    private final GenericContainer<?> container;
    private boolean paused;

    private ValkeyContainer(GenericContainer<?> container) {
        this.container = container;
    }

    static synchronized ValkeyContainer get() {
        if (running == null && obstacle == null) {
            try {
                running = start();
            } catch (RuntimeException e) {
                obstacle = e.toString();
                System.out.println("NO VALKEY IN A CONTAINER, NOT TESTED WITH ONE: " + e);
            }
        }
        return running == null ? abort("no Valkey in a container: " + obstacle) : running;
    }

    static synchronized Optional<ValkeyContainer> ifRunning() {
        return Optional.ofNullable(running);
    }

    // Testcontainers removes it at the end of the run.
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

    /// It keeps its connections, and answers nobody.
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

    /// All connections break, and nothing is remembered.
    void breakAndForget() {
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
