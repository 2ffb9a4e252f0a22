package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.Handles;
import dev.quadrille.messaging.SagaParticipant;
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

/// The handler methods of a participant by the event they handle, checked against its rows of the
/// flow.
final class SagaHandlers<W> {

    private final Map<Class<? extends OrderEvent>, Handler<W>> byTrigger;

    private SagaHandlers(Map<Class<? extends OrderEvent>, Handler<W>> byTrigger) {
        this.byTrigger = Map.copyOf(byTrigger);
    }

    /// Throws {@link IllegalStateException}, naming the row and the event, if a trigger has no
    /// handler method or more than one, or a handler method matches no row.
    static <W> SagaHandlers<W> of(SagaParticipant<W> participant) {
        List<Method> methods =
                // The methods of a proxy are those of its superclass.
                Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(participant.getClass()))
                        .filter(method -> method.isAnnotationPresent(Handles.class))
                        .filter(method -> !method.isBridge())
                        .toList();
        methods.forEach(method -> requireOwnRow(participant, method));
        Map<Class<? extends OrderEvent>, Handler<W>> table = new HashMap<>();
        OrderFlow.rowsOf(participant.participant())
                .forEach(row ->
                        row.triggers()
                                .forEach(t -> table.put(t, handler(participant, row, t, methods))));
        return new SagaHandlers<>(table);
    }

    private static void requireOwnRow(SagaParticipant<?> participant, Method method) {
        OrderFlow row = method.getAnnotation(Handles.class).value();
        boolean triggered =
                method.getParameterCount() == 2
                        && method.getParameterTypes()[0].isAssignableFrom(workOf(participant))
                        && row.triggers().stream()
                                .anyMatch(method.getParameterTypes()[1]::isAssignableFrom);
        boolean decides = Decision.class.isAssignableFrom(method.getReturnType());
        if (row.participant() != participant.participant() || !triggered || !decides) {
            throw new IllegalStateException(
                    method + " does not fit " + row + " of " + participant.participant());
        }
    }

    private static Class<?> workOf(SagaParticipant<?> participant) {
        return ResolvableType.forClass(participant.getClass())
                .as(SagaParticipant.class)
                .getGeneric(0)
                .resolve(Object.class);
    }

    private static <W> Handler<W> handler(
            SagaParticipant<W> participant, OrderFlow row, Class<?> trigger, List<Method> methods) {
        List<Method> fitting =
                methods.stream()
                        .filter(method -> method.getAnnotation(Handles.class).value() == row)
                        .filter(method -> method.getParameterTypes()[1].isAssignableFrom(trigger))
                        .toList();
        if (fitting.size() != 1) {
            throw new IllegalStateException(
                    "%s has %d methods for %s on %s"
                            .formatted(
                                    participant.participant(),
                                    fitting.size(),
                                    row,
                                    trigger.getSimpleName()));
        }
        return new Handler<>(row, participant, handle(fitting.getFirst()));
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

    Handler<W> on(OrderEvent event) {
        Handler<W> handler = byTrigger.get(event.getClass());
        if (handler == null) {
            throw new IllegalArgumentException("no handler for " + event);
        }
        return handler;
    }

    /// The method that handles one trigger of a row.
    record Handler<W>(OrderFlow row, SagaParticipant<W> participant, MethodHandle method) {

        Decision<?> decide(W work, OrderEvent event) {
            Decision<?> decision = invoke(work, event);
            if (decision instanceof Decision.Step<?> step) {
                step.published().ifPresent(this::requireDeclared);
            }
            return decision;
        }

        // MethodHandle declares Throwable; handlers throw no checked exceptions.
        @SuppressWarnings("IllegalCatch")
        private Decision<?> invoke(W work, OrderEvent event) {
            try {
                return (Decision<?>) method.invoke(participant, work, event);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(row + " failed", e);
            }
        }

        private void requireDeclared(OrderEvent published) {
            if (!row.publishes().contains(published.getClass())) {
                throw new IllegalStateException(
                        row + " must not publish " + published.getClass().getSimpleName());
            }
        }
    }
}
