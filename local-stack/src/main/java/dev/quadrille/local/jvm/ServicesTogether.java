package dev.quadrille.local.jvm;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/// Runs several services in one JVM. Used for AOT training only: the services share one cache, so
/// one JVM has to load the classes of all of them.
public final class ServicesTogether {

    private ServicesTogether() {}

    /// Expects main classes, each followed by its own arguments, which begin with `--`.
    public static void main(String[] arguments) throws ReflectiveOperationException {
        List<String> call = new ArrayList<>();
        for (String argument : arguments) {
            if (!argument.startsWith("--")) {
                run(call);
                call.clear();
            }
            call.add(argument);
        }
        run(call);
    }

    private static void run(List<String> call) throws ReflectiveOperationException {
        if (call.isEmpty()) {
            return;
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Method main =
                Class.forName(call.getFirst(), true, loader)
                        .getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) call.subList(1, call.size()).toArray(String[]::new));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(call.getFirst() + " failed to start", e.getCause());
        }
    }
}
