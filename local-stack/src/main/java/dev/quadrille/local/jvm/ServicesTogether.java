package dev.quadrille.local.jvm;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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
        Class<?> application = Class.forName(call.getFirst(), true, loader);
        Method main = application.getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        List<String> arguments = new ArrayList<>(call.subList(1, call.size()));
        arguments.add("--spring.config.location=" + configuration(application));
        try {
            main.invoke(null, (Object) arguments.toArray(String[]::new));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(call.getFirst() + " failed to start", e.getCause());
        }
    }

    /// Each service has an `application.yml`. The class path has all of them, so the service gets
    /// the one beside its main class.
    private static String configuration(Class<?> application) {
        String file = "/" + application.getName().replace('.', '/') + ".class";
        String url = Objects.requireNonNull(application.getResource(file)).toString();
        return url.substring(0, url.length() - file.length()) + "/application.yml";
    }
}
