package dev.quadrille.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// How to run an application outside the launcher, for example in an IDE, with the ports, the
/// database and the configuration that it has in the stack.
///
/// @param module the Maven module whose class path the application needs
/// @param environment sorted by name
public record RunConfiguration(
        String module, String mainClass, Path workingDirectory, Map<String, String> environment) {

    /// Derives the run configuration of an application from the layout of the stack.
    public static RunConfiguration of(Component component, StackLayout layout) {
        return new RunConfiguration(
                component.processName(),
                component.mainClass(),
                layout.project(),
                new TreeMap<>(
                        new ProcessPlan(layout).environment(ComponentInstance.first(component))));
    }
}
