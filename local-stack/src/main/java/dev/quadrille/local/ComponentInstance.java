package dev.quadrille.local;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One process of a component. A service can have several instances (replicas), each with its own
/// ports, log and name.
///
/// @param number 1 for the first instance, which has the name and the ports of the component
public record ComponentInstance(Component component, int number) {

    /// The highest number of instances of one service.
    public static final int MAX_INSTANCES = 8;

    public ComponentInstance {
        int max = component.canBeReplicated() ? MAX_INSTANCES : 1;
        if (number < 1 || number > max) {
            throw new IllegalArgumentException(
                    "%s can have 1 to %d instances, not %d"
                            .formatted(component.processName(), max, number));
        }
    }

    public static ComponentInstance first(Component component) {
        return new ComponentInstance(component, 1);
    }

    /// Finds an instance by its process name, for example `order-service-2`.
    public static Optional<ComponentInstance> named(String name) {
        return Arrays.stream(Component.values())
                .flatMap(ComponentInstance::allOf)
                .filter(instance -> instance.processName().equals(name))
                .findFirst();
    }

    /// The name of the process and of its log: `order-service`, `order-service-2`, and so on.
    public String processName() {
        String name = component.processName();
        return number == 1 ? name : name + "-" + number;
    }

    private static Stream<ComponentInstance> allOf(Component component) {
        return IntStream.rangeClosed(1, component.canBeReplicated() ? MAX_INSTANCES : 1)
                .mapToObj(number -> new ComponentInstance(component, number));
    }
}
