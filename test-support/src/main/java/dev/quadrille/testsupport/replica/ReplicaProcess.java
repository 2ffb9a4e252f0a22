package dev.quadrille.testsupport.replica;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// A replica of a service, usually the parcel service, in its own process, which can be killed and
/// frozen with signals.
public final class ReplicaProcess implements AutoCloseable {

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();

    private ReplicaProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::listen);
    }

    static ReplicaProcess start(String[] addresses, String... properties) {
        return start(
                System.getProperty("java.class.path"),
                ReplicaMain.class,
                Stream.concat(Stream.of(addresses), Stream.of(properties)).toList());
    }

    /// Starts a service with the next release of order-flow.
    ///
    /// @param nextRelease the directory returned by {@link NextRelease#classes}
    public static ReplicaProcess ofNextRelease(
            Path nextRelease, Class<?> main, List<String> arguments) {
        return start(
                nextRelease + File.pathSeparator + System.getProperty("java.class.path"),
                main,
                arguments);
    }

    private static ReplicaProcess start(String classPath, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
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
                        output.add(line);
                        System.out.println("  | " + line);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All lines that the process has printed.
    public List<String> output() {
        return output;
    }

    /// Lets a process proceed that waits at its point.
    public void proceed() {
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
