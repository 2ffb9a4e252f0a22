package dev.quadrille.local;

import dev.quadrille.local.port.PortCheck;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// Which port each component listens on: its usual one, moved by an offset so that several stacks
/// fit on one machine; the gateway's, the only one that people type, can also be chosen alone.
///
/// @param offset added to every port
/// @param gateway the gateway's port, whatever the offset
public record Ports(int offset, int gateway) {

    private static final int MANAGEMENT = 1000;
    private static final int TRACES = 16_686;
    private static final int LARGEST = 65_535;
    private static final int FIRST_SEARCHED = 20_000;
    private static final int LAST_SEARCHED = 40_000;

    public Ports {
        for (Component component : Component.values()) {
            int highest = component.usualPort() + offset + MANAGEMENT;
            if (component.usualPort() + offset < 1 || highest > LARGEST) {
                throw new StackFailure(
                        "QUADRILLE_PORT_OFFSET " + offset + " moves a port out of 1 to 65535.");
            }
        }
        requirePort("QUADRILLE_PORT", gateway);
        requireDifferent(offset, gateway);
    }

    /// All usual ports moved by the offset.
    public static Ports offset(int offset) {
        return new Ports(offset, Component.GATEWAY.usualPort() + offset);
    }

    /// The first range that nobody listens in, for a stack that is not meant for people.
    public static Ports firstFree() {
        return IntStream.iterate(FIRST_SEARCHED, offset -> offset < LAST_SEARCHED, it -> it + 100)
                .mapToObj(Ports::offset)
                .filter(ports -> ports.all().keySet().stream().noneMatch(PortCheck::isTaken))
                .findFirst()
                .orElseThrow(() -> new StackFailure("There are not enough free ports."));
    }

    /// As `QUADRILLE_PORT_OFFSET` and `QUADRILLE_PORT` say, if they are set.
    static Ports from(Map<String, String> environment) {
        int offset = number(environment, "QUADRILLE_PORT_OFFSET", 0);
        int gateway = number(environment, "QUADRILLE_PORT", Component.GATEWAY.usualPort() + offset);
        return new Ports(offset, gateway);
    }

    public int of(Component component) {
        return component == Component.GATEWAY ? gateway : component.usualPort() + offset;
    }

    /// The port for operators, where an application tells of its health.
    public int management(Component component) {
        return component.usualPort() + offset + MANAGEMENT;
    }

    /// Where the traces are shown: at Jaeger's usual port, so that the address of a trace is the
    /// same wherever the shop runs.
    public int traces() {
        return TRACES + offset;
    }

    /// Where the broker talks to itself as its own controller.
    int kafkaController() {
        return of(Component.KAFKA) + 1;
    }

    /// Every port that the stack listens on, with whose it is.
    Map<Integer, String> all() {
        Map<Integer, String> ports = new LinkedHashMap<>();
        Arrays.stream(Component.values())
                .forEach(component -> ports.put(of(component), component.processName()));
        ports.put(kafkaController(), Component.KAFKA.processName() + " controller");
        Component.applications()
                .forEach(component ->
                        ports.put(management(component), component.processName() + " management"));
        return ports;
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        String text = environment.getOrDefault(name, "");
        try {
            return text.isBlank() ? otherwise : Integer.parseInt(text.strip());
        } catch (NumberFormatException _) {
            throw new StackFailure(name + " is a whole number, not \"" + text + "\".");
        }
    }

    private static void requireDifferent(int offset, int gateway) {
        boolean free =
                Arrays.stream(Component.values())
                        .filter(component -> component != Component.GATEWAY)
                        .mapToInt(component -> component.usualPort() + offset)
                        .flatMap(port -> IntStream.of(port, port + 1, port + MANAGEMENT))
                        .noneMatch(port -> port == gateway);
        if (!free) {
            throw new StackFailure("QUADRILLE_PORT " + gateway + " is another component's port.");
        }
    }

    private static void requirePort(String name, int port) {
        if (port < 1 || port > LARGEST) {
            throw new StackFailure(name + " is a port from 1 to 65535, not " + port + ".");
        }
    }
}
