package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.Reactions;
import dev.quadrille.messaging.Reacts;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.OrderFlow;
import dev.quadrille.orderflow.event.OrderEvent;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/// A participant's methods by the event they handle, checked against its rows of the flow.
final class ReactionTable<W> {

    private final Map<Class<? extends OrderEvent>, Reaction<W>> byTrigger;

    private ReactionTable(Map<Class<? extends OrderEvent>, Reaction<W>> byTrigger) {
        this.byTrigger = Map.copyOf(byTrigger);
    }

    /// Throws {@link IllegalStateException}, naming row and event, if a trigger has no method or
    /// two, or a method has no row.
    static <W> ReactionTable<W> of(Reactions<W> reactions) {
        List<Method> methods =
                // A proxy's are its superclass's.
                Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(reactions.getClass()))
                        .filter(method -> method.isAnnotationPresent(Reacts.class))
                        .filter(method -> !method.isBridge())
                        .toList();
        methods.forEach(method -> requireOwnRow(reactions, method));
        Map<Class<? extends OrderEvent>, Reaction<W>> table = new HashMap<>();
        OrderFlow.rowsOf(reactions.participant())
                .forEach(row ->
                        row.triggers()
                                .forEach(t -> table.put(t, reaction(reactions, row, t, methods))));
        return new ReactionTable<>(table);
    }

    private static void requireOwnRow(Reactions<?> reactions, Method method) {
        OrderFlow row = method.getAnnotation(Reacts.class).value();
        boolean triggered =
                method.getParameterCount() == 2
                        && method.getParameterTypes()[0].isAssignableFrom(workOf(reactions))
                        && row.triggers().stream()
                                .anyMatch(method.getParameterTypes()[1]::isAssignableFrom);
        boolean decides = Decision.class.isAssignableFrom(method.getReturnType());
        if (row.participant() != reactions.participant() || !triggered || !decides) {
            throw new IllegalStateException(
                    method + " does not fit " + row + " of " + reactions.participant());
        }
    }

    private static Class<?> workOf(Reactions<?> reactions) {
        return ResolvableType.forClass(reactions.getClass())
                .as(Reactions.class)
                .getGeneric(0)
                .resolve(Object.class);
    }

    private static <W> Reaction<W> reaction(
            Reactions<W> reactions, OrderFlow row, Class<?> trigger, List<Method> methods) {
        List<Method> fitting =
                methods.stream()
                        .filter(method -> method.getAnnotation(Reacts.class).value() == row)
                        .filter(method -> method.getParameterTypes()[1].isAssignableFrom(trigger))
                        .toList();
        if (fitting.size() != 1) {
            throw new IllegalStateException(
                    "%s has %d methods for %s on %s"
                            .formatted(
                                    reactions.participant(),
                                    fitting.size(),
                                    row,
                                    trigger.getSimpleName()));
        }
        return new Reaction<>(row, reactions, handle(fitting.getFirst()));
    }

    private static MethodHandle handle(Method method) {
        ReflectionUtils.makeAccessible(method);
        try {
            return MethodHandles.lookup().unreflect(method);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot call " + method, e);
        }
    }

    Set<Class<? extends OrderEvent>> triggers() {
        return byTrigger.keySet();
    }

    Reaction<W> on(OrderEvent event) {
        Reaction<W> reaction = byTrigger.get(event.getClass());
        if (reaction == null) {
            throw new IllegalArgumentException("nobody here reacts to " + event);
        }
        return reaction;
    }
}
