package dev.quadrille.cli.stack;

import dev.quadrille.cli.command.Command;
import dev.quadrille.cli.command.LineWrapper;
import dev.quadrille.cli.command.UsageError;
import dev.quadrille.local.Component;
import dev.quadrille.local.ComponentInstance;
import dev.quadrille.local.ComponentStatus;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.process.ProcessLog;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// `logs [NAME…]`: prints the last lines of the logs. `-f` follows them.
public final class LogsCommand implements Command {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(300);
    private static final int LINES_OF_SINGLE_LOG = 100;
    private static final int LINES_PER_LOG = 10;
    private static final int WIDTH = 76;

    private final StackLayout layout;
    private final PrintStream out;

    public LogsCommand(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public int run(List<String> arguments) throws InterruptedException {
        List<String> names = new ArrayList<>(arguments);
        boolean follow = names.removeAll(List.of("-f", "--follow"));
        List<ComponentInstance> instances = instances(names);
        int lines = instances.size() == 1 ? LINES_OF_SINGLE_LOG : LINES_PER_LOG;
        List<ProcessLogReader> readers =
                instances.stream().map(instance -> reader(instance, instances)).toList();
        readers.forEach(reader -> reader.printTail(lines));
        while (follow) {
            Thread.sleep(POLL_INTERVAL);
            readers.forEach(ProcessLogReader::printNew);
        }
        return 0;
    }

    private ProcessLogReader reader(ComponentInstance instance, List<ComponentInstance> all) {
        String name = instance.processName();
        return new ProcessLogReader(
                new ProcessLog(layout.logs(), name),
                all.size() == 1 ? "" : "%-19s | ".formatted(name),
                out);
    }

    /// Without names, those of the components and of all instances that run.
    private List<ComponentInstance> instances(List<String> names) {
        return names.isEmpty()
                ? ComponentStatus.instances(layout)
                : names.stream().map(LogsCommand::instance).toList();
    }

    private static ComponentInstance instance(String name) {
        return ComponentInstance.named(name)
                .orElseThrow(() ->
                        new UsageError(
                                "Unknown process %s. Valid names:\n%s"
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
