package dev.quadrille.system.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.local.Component;
import dev.quadrille.local.Ports;
import dev.quadrille.local.StackLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The compose file of this project, with the ports that tests look through, beside whatever shop
/// somebody runs from it. All replicas of a component die and come together. What is up at the end
/// stays up, so that it can be looked into: `docker compose -p quadrille-stories down -v` ends it.
public final class Containers implements Premises {

    // As docker-compose.test.yml has them.
    private static final int PORT_OFFSET = 30_000;

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private Containers() {}

    /// All of the shop, up and ready; it is brought up if it is not.
    public static Containers up() {
        Containers containers = new Containers();
        containers.bringUp();
        return containers;
    }

    /// Brings up what is down, and does not touch what runs. Nobody here looks at traces.
    private void bringUp() {
        compose("up", "-d", "--wait", "--no-recreate", "gateway");
    }

    /// Runs so many replicas of the component.
    public void scale(Component component, int replicas) {
        String name = component.processName();
        compose("up", "-d", "--wait", "--no-recreate", "--scale", name + "=" + replicas, name);
        assertThat(compose("ps", "-q", name).lines()).hasSize(replicas);
    }

    /// Takes all containers down and brings new ones up; what was stored must still be there.
    public void replaceAll() {
        compose("down");
        bringUp();
    }

    @Override
    public StackLayout layout() {
        return new StackLayout(
                PROJECT, PROJECT.resolve("system-tests/target"), Ports.offset(PORT_OFFSET));
    }

    @Override
    public void letDie(Component component) {
        kill(component);
        start(component);
    }

    @Override
    public void kill(Component component) {
        compose("kill", component.processName());
    }

    @Override
    public void stop(Component component) {
        compose("stop", component.processName());
    }

    /// The containers that were there before, all of them.
    @Override
    public void start(Component component) {
        compose("start", component.processName());
        compose(
                "up",
                "-d",
                "--wait",
                "--no-recreate",
                "--scale",
                component.processName() + "=" + replicas(component),
                component.processName());
    }

    private long replicas(Component component) {
        return compose("ps", "-q", component.processName()).lines().count();
    }

    private static String compose(String... arguments) {
        List<String> command =
                Stream.concat(
                                Stream.of(
                                        "docker",
                                        "compose",
                                        "-p",
                                        "quadrille-stories",
                                        "-f",
                                        "docker-compose.yml",
                                        "-f",
                                        "docker-compose.test.yml"),
                                Stream.of(arguments))
                        .toList();
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(PROJECT.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s%n%s", command, output).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
