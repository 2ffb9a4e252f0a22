package dev.quadrille.cli.chaos;

import dev.quadrille.cli.command.UsageError;
import dev.quadrille.local.AlreadyRunning;
import dev.quadrille.local.Component;
import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.maintenance.ProcessFaults;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;

/// Applies a fault to a process of the local stack, if its launcher is running, else to containers
/// of Docker Compose.
final class ProcessFaultCommand {

    private static final String DEFAULT_PROJECT = "quadrille";

    private final StackLayout layout;
    private final PrintStream out;

    ProcessFaultCommand(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    /// @param target `SERVICE` or `SERVICE=REPLICA`; the short name of a service is accepted
    int apply(ProcessFault fault, String target) throws InterruptedException {
        String[] parts = target.split("=", 2);
        Component component = component(fault, parts[0]);
        OptionalInt replica = parts.length == 1 ? OptionalInt.empty() : replica(parts[1]);
        if (isLocal()) {
            applyLocally(fault, component, processName(component, replica));
            return 0;
        }
        return run(fault.dockerCommand(project(), component.processName(), replica));
    }

    static Component component(ProcessFault fault, String name) {
        Component component =
                Component.named(name)
                        .or(() -> Component.named(name + "-service"))
                        .orElseThrow(() -> new UsageError("Unknown process: " + name));
        boolean isStore = component == Component.POSTGRES || component == Component.KAFKA;
        if (fault.isForStores() && !isStore) {
            throw new UsageError("Only postgres and kafka can be stopped and started.");
        }
        return component;
    }

    private static OptionalInt replica(String number) {
        if (!number.matches("[1-9]\\d{0,2}")) {
            throw new UsageError("REPLICA must be a positive integer, not \"" + number + "\".");
        }
        return OptionalInt.of(Integer.parseInt(number));
    }

    /// The first replica has the name of its service.
    static String processName(Component component, OptionalInt replica) {
        return replica.orElse(1) == 1
                ? component.processName()
                : component.processName() + "-" + replica.getAsInt();
    }

    private boolean isLocal() {
        try {
            AlreadyRunning.throwIfLocked(layout);
            return false;
        } catch (AlreadyRunning _) {
            return true;
        }
    }

    private void applyLocally(ProcessFault fault, Component component, String process)
            throws InterruptedException {
        ProcessFaults faults = new ProcessFaults(layout);
        switch (fault) {
            case KILL -> {
                faults.kill(process);
                out.println("Killed " + process + ". The launcher restarts it.");
            }
            case FREEZE -> {
                faults.freeze(process);
                out.println(
                        "Suspended %s. Resume it with: ./quadrille chaos thaw %1$s"
                                .formatted(process));
            }
            case THAW -> {
                faults.thaw(process);
                out.println("Resumed " + process + ".");
            }
            case RESTART -> {
                faults.restart(process);
                out.println("Stopped " + process + ". The launcher restarts it.");
            }
            case STOP -> {
                faults.stop(component);
                out.println(
                        "Stopped %s. Start it with: ./quadrille chaos start %1$s"
                                .formatted(process));
            }
            case START -> {
                faults.start(component);
                out.println("Started " + process + ".");
            }
        }
    }

    private static String project() {
        return System.getenv().getOrDefault("COMPOSE_PROJECT_NAME", DEFAULT_PROJECT);
    }

    private int run(List<String> command) throws InterruptedException {
        out.println(String.join(" ", command));
        try {
            return new ProcessBuilder(command)
                    .directory(layout.project().toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StackFailure(
                    "Quadrille is not running on this machine, and Docker is not installed.", e);
        }
    }
}
