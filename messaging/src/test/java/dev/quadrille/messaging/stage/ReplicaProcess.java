package dev.quadrille.messaging.stage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A replica of the parcel service in a process of its own, that can be killed and frozen for real.
public final class ReplicaProcess implements AutoCloseable {

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private ReplicaProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::listen);
    }

    static ReplicaProcess start(String[] addresses, String... properties) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(ReplicaMain.class.getName());
        command.addAll(List.of(addresses));
        command.addAll(List.of(properties));
        try {
            return new ReplicaProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines()
                    .forEach(line -> {
                        said.add(line);
                        System.out.println("  | " + line);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All that the process has printed.
    public List<String> said() {
        return said;
    }

    /// Lets a process go on that waits at its point.
    public void goOn() {
        try {
            process.outputWriter(StandardCharsets.UTF_8).append("go\n").flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
