package dev.quadrille.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.local.Component;
import dev.quadrille.local.Ports;
import dev.quadrille.local.StackLayout;
import java.util.List;
import java.util.stream.IntStream;

/// The compose files of this project, with the ports that tests look through, beside whatever shop
/// somebody runs from it. All replicas of a component die and come together. What is up at the end
/// stays up, so that it can be looked into; `down -v` of the same ends it.
public final class ContainerDeployment implements Deployment {

    // As docker-compose.test.yml and docker-compose.cluster.test.yml have them.
    private static final int PORT_OFFSET = 5_000;

    /// Nothing but a shell is in the image to ask with.
    private static final String METRICS =
            "exec 3<>/dev/tcp/127.0.0.1/9080;"
                    + " printf 'GET /actuator/prometheus HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3;"
                    + " cat <&3";

    private final Compose compose;
    private final String door;

    private ContainerDeployment(Compose compose, String door) {
        this.compose = compose;
        this.door = door;
    }

    /// All of the shop, up and ready; it is brought up if it is not.
    public static ContainerDeployment up() {
        return up(Compose.SHOP, "gateway");
    }

    /// The same of the cluster.
    public static ContainerDeployment clusterUp() {
        return up(Compose.CLUSTER, "balancer");
    }

    private static ContainerDeployment up(Compose compose, String door) {
        ContainerDeployment containers = new ContainerDeployment(compose, door);
        containers.bringUp();
        return containers;
    }

    /// Brings up what is down, and does not touch what runs. Nobody here looks at traces.
    public void bringUp() {
        compose("up", "-d", "--wait", "--no-recreate", door);
    }

    /// Kills one container of the service; it stays away until the service is started.
    public void killOne(String service) {
        String container = compose("ps", "-q", service).lines().findFirst().orElseThrow();
        Compose.run(List.of("docker", "kill", container));
    }

    /// Starts all containers of the service that are down, and waits until they are ready.
    public void start(String service) {
        compose("start", service);
        compose("up", "-d", "--wait", "--no-recreate", "--no-deps", service);
    }

    /// How many checks of its first container's health have failed since the last good one.
    public int failedChecks(Component component) {
        String container =
                compose("ps", "-q", component.processName()).lines().findFirst().orElseThrow();
        String checks = "{{.State.Health.FailingStreak}}";
        return Integer.parseInt(
                Compose.run(List.of("docker", "inspect", "-f", checks, container)).strip());
    }

    /// Whether each gateway says on its management port that its limits are those of all.
    public boolean sharesLimits() {
        return IntStream.rangeClosed(1, (int) replicas(Component.GATEWAY))
                .mapToObj(gateway ->
                        compose("exec", "--index", "" + gateway, "gateway", "bash", "-c", METRICS))
                .allMatch(metrics -> metrics.contains("quadrille_gateway_limits_shared 1.0"));
    }

    private String compose(String... arguments) {
        return compose.execute(arguments);
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
                Compose.PROJECT,
                Compose.PROJECT.resolve("system-tests/target"),
                Ports.offset(PORT_OFFSET));
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
}
