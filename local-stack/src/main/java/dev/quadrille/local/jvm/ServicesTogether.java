package dev.quadrille.local.jvm;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/// Runs several services in one JVM, which is for their training only: what they share is loaded,
/// and learned about, once.
public final class ServicesTogether {

    private ServicesTogether() {}

    /// Takes main classes, each followed by its arguments, which begin with `--`.
    public static void main(String[] arguments) throws ReflectiveOperationException {
        List<String> one = new ArrayList<>();
        for (String argument : arguments) {
            if (!argument.startsWith("--")) {
                run(one);
                one.clear();
            }
            one.add(argument);
        }
        run(one);
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
            throw new IllegalStateException(call.getFirst() + " does not start", e.getCause());
        }
    }
}
