package dev.quadrille.local.command;

import dev.quadrille.local.Component;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.process.ProcessLog;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Prints the end of one process's log, or of all of them; `-f` goes on with what is added.
final class LogsCommand implements Command {

    private static final Duration POLL = Duration.ofMillis(300);
    private static final int LINES_OF_ONE = 100;
    private static final int LINES_OF_EACH = 10;
    private static final int WIDTH = 76;

    private final StackLayout layout;
    private final PrintStream out;

    LogsCommand(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public int run(List<String> arguments) throws InterruptedException {
        List<String> names = new ArrayList<>(arguments);
        boolean follow = names.removeAll(List.of("-f", "--follow"));
        List<Component> components = components(names);
        int lines = components.size() == 1 ? LINES_OF_ONE : LINES_OF_EACH;
        List<ProcessLogReader> readers =
                components.stream().map(component -> reader(component, components)).toList();
        readers.forEach(reader -> reader.printTail(lines));
        while (follow) {
            Thread.sleep(POLL);
            readers.forEach(ProcessLogReader::printNew);
        }
        return 0;
    }

    private ProcessLogReader reader(Component component, List<Component> all) {
        String name = component.processName();
        return new ProcessLogReader(
                new ProcessLog(layout.logs(), name),
                all.size() == 1 ? "" : "%-17s | ".formatted(name),
                out);
    }

    private static List<Component> components(List<String> names) {
        List<Component> all = Arrays.asList(Component.values());
        return names.isEmpty() ? all : names.stream().map(LogsCommand::component).toList();
    }

    private static Component component(String name) {
        return Component.named(name)
                .orElseThrow(() ->
                        new UsageError(
                                "There is no log of %s; there are:\n%s"
                                        .formatted(name, allNames())));
    }

    private static String allNames() {
        String names =
                String.join(
                        ", ",
                        Arrays.stream(Component.values()).map(Component::processName).toList());
        return String.join("\n", LineWrapper.lines(names, WIDTH));
    }
}
