package dev.quadrille.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.local.Component;
import dev.quadrille.local.Ports;
import dev.quadrille.local.StackLayout;
import java.util.List;
import java.util.stream.IntStream;

/// Runs the system from the Compose files, under a project name and on ports of its own, so that a
/// developer's system can run beside it. All replicas of a component are killed and started
/// together. The containers keep running after the tests for inspection; `down -v` removes them.
public final class ContainerDeployment implements Deployment {

    // The value from docker-compose.test.yml and docker-compose.cluster.test.yml.
    private static final int PORT_OFFSET = 5_000;

    /// The image has no HTTP client, only a shell.
    private static final String METRICS =
            "exec 3<>/dev/tcp/127.0.0.1/9080;"
                    + " printf 'GET /actuator/prometheus HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3;"
                    + " cat <&3";

    private final Compose compose;
    private final String entryPoint;

    private ContainerDeployment(Compose compose, String entryPoint) {
        this.compose = compose;
        this.entryPoint = entryPoint;
    }

    /// Starts the system if necessary and waits until it is ready.
    public static ContainerDeployment up() {
        return up(Compose.SYSTEM, "gateway");
    }

    /// Starts the cluster if necessary and waits until it is ready.
    public static ContainerDeployment clusterUp() {
        return up(Compose.CLUSTER, "balancer");
    }

    private static ContainerDeployment up(Compose compose, String entryPoint) {
        ContainerDeployment containers = new ContainerDeployment(compose, entryPoint);
        containers.bringUp();
        return containers;
    }

    /// Starts stopped containers and leaves running ones untouched. Jaeger is not started: no test
    /// here reads traces.
    public void bringUp() {
        compose("up", "-d", "--wait", "--no-recreate", entryPoint);
    }

    /// Kills one container of the service; it stays down until the service is started.
    public void killOne(String service) {
        String container = compose("ps", "-q", service).lines().findFirst().orElseThrow();
        Compose.run(List.of("docker", "kill", container));
    }

    /// Starts all stopped containers of the service and waits until they are ready.
    public void start(String service) {
        compose("start", service);
        compose("up", "-d", "--wait", "--no-recreate", "--no-deps", service);
    }

    /// The number of failed health checks of the first container since its last successful one.
    public int failedChecks(Component component) {
        String container =
                compose("ps", "-q", component.processName()).lines().findFirst().orElseThrow();
        String checks = "{{.State.Health.FailingStreak}}";
        return Integer.parseInt(
                Compose.run(List.of("docker", "inspect", "-f", checks, container)).strip());
    }

    /// Whether every gateway reports on its management port that it shares its rate limits.
    public boolean sharesLimits() {
        return IntStream.rangeClosed(1, (int) replicas(Component.GATEWAY))
                .mapToObj(gateway ->
                        compose("exec", "--index", "" + gateway, "gateway", "bash", "-c", METRICS))
                .allMatch(metrics -> metrics.contains("quadrille_gateway_limits_shared 1.0"));
    }

    private String compose(String... arguments) {
        return compose.execute(arguments);
    }

    /// Scales the component to this number of replicas.
    public void scale(Component component, int replicas) {
        String name = component.processName();
        compose("up", "-d", "--wait", "--no-recreate", "--scale", name + "=" + replicas, name);
        assertThat(compose("ps", "-q", name).lines()).hasSize(replicas);
    }

    /// Removes all containers and creates new ones on the same volumes.
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
    public void killAndAwaitRestart(Component component) {
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

    /// Starts all existing replicas.
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
