package dev.quadrille.local;

import dev.quadrille.local.port.PortCheck;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// The ports of the components: the default ports plus an offset, so that several stacks can run on
/// one machine. The port of the gateway can also be set on its own, because users type it.
///
/// @param offset added to every default port
/// @param gateway the port of the gateway; the offset is not added to it
public record Ports(int offset, int gateway) {

    private static final int MANAGEMENT_OFFSET = 1000;
    private static final int INSTANCE_OFFSET = 10;
    private static final int TRACES = 16_686;
    private static final int MAX_PORT = 65_535;
    private static final int MIN_SEARCHED_OFFSET = 20_000;
    private static final int MAX_SEARCHED_OFFSET = 40_000;

    public Ports {
        for (Component component : Component.values()) {
            int highest = component.defaultPort() + offset + MANAGEMENT_OFFSET;
            if (component.defaultPort() + offset < 1 || highest > MAX_PORT) {
                throw new StackFailure(
                        "QUADRILLE_PORT_OFFSET "
                                + offset
                                + " moves a port out of the range 1 to 65535.");
            }
        }
        requirePort("QUADRILLE_PORT", gateway);
        requireUnique(offset, gateway);
    }

    /// Adds the offset to all default ports, including that of the gateway.
    public static Ports offset(int offset) {
        return new Ports(offset, Component.GATEWAY.defaultPort() + offset);
    }

    /// Finds an offset at which all ports are free, for a temporary stack.
    public static Ports firstFree() {
        return IntStream.iterate(
                        MIN_SEARCHED_OFFSET, offset -> offset < MAX_SEARCHED_OFFSET, it -> it + 100)
                .mapToObj(Ports::offset)
                .filter(ports -> ports.all().keySet().stream().noneMatch(PortCheck::isInUse))
                .findFirst()
                .orElseThrow(
                        () -> new StackFailure("Found no offset at which all ports are free."));
    }

    /// Reads `QUADRILLE_PORT_OFFSET` and `QUADRILLE_PORT`; both are optional.
    static Ports from(Map<String, String> environment) {
        int offset = integer(environment, "QUADRILLE_PORT_OFFSET", 0);
        int gateway =
                integer(environment, "QUADRILLE_PORT", Component.GATEWAY.defaultPort() + offset);
        return new Ports(offset, gateway);
    }

    public int of(Component component) {
        return component == Component.GATEWAY ? gateway : component.defaultPort() + offset;
    }

    /// The management port of an application, which serves its health and metrics.
    public int management(Component component) {
        return component.defaultPort() + offset + MANAGEMENT_OFFSET;
    }

    /// The port of the instance. Each further instance of a service has a port that is higher by
    /// 10.
    public int of(ComponentInstance instance) {
        return of(instance.component()) + distance(instance);
    }

    /// As {@link #management(Component)}, for any instance.
    public int management(ComponentInstance instance) {
        return management(instance.component()) + distance(instance);
    }

    private static int distance(ComponentInstance instance) {
        return INSTANCE_OFFSET * (instance.number() - 1);
    }

    /// The port of the trace page. It is the default port of Jaeger, so that the address of a trace
    /// is the same with and without containers.
    public int traces() {
        return TRACES + offset;
    }

    /// The port of the KRaft controller, which runs in the broker's process.
    int kafkaController() {
        return of(Component.KAFKA) + 1;
    }

    /// All ports that the components listen on, each with the name of its component. Does not
    /// include further instances.
    Map<Integer, String> all() {
        return all(Arrays.stream(Component.values()).map(ComponentInstance::first).toList());
    }

    /// The ports that these instances listen on, each with the name of its instance.
    Map<Integer, String> all(Collection<ComponentInstance> instances) {
        Map<Integer, String> ports = new LinkedHashMap<>();
        instances.forEach(instance -> ports.put(of(instance), instance.processName()));
        if (instances.contains(ComponentInstance.first(Component.KAFKA))) {
            ports.put(kafkaController(), Component.KAFKA.processName() + " controller");
        }
        instances.stream()
                .filter(instance -> instance.component().isApplication())
                .forEach(instance ->
                        ports.put(management(instance), instance.processName() + " management"));
        return ports;
    }

    private static int integer(Map<String, String> environment, String name, int defaultValue) {
        String text = environment.getOrDefault(name, "");
        try {
            return text.isBlank() ? defaultValue : Integer.parseInt(text.strip());
        } catch (NumberFormatException _) {
            throw new StackFailure(name + " must be an integer, not \"" + text + "\".");
        }
    }

    private static void requireUnique(int offset, int gateway) {
        boolean unique =
                Arrays.stream(Component.values())
                        .filter(component -> component != Component.GATEWAY)
                        .mapToInt(component -> component.defaultPort() + offset)
                        .flatMap(port -> IntStream.of(port, port + 1, port + MANAGEMENT_OFFSET))
                        .noneMatch(port -> port == gateway);
        if (!unique) {
            throw new StackFailure(
                    "QUADRILLE_PORT " + gateway + " is the port of another component.");
        }
    }

    private static void requirePort(String name, int port) {
        if (port < 1 || port > MAX_PORT) {
            throw new StackFailure(name + " must be a port from 1 to 65535, not " + port + ".");
        }
    }
}
