package dev.quadrille.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The processor time that each process of the local stack has used, as Linux counts it. Elsewhere,
/// or where no local stack runs, there is none to be seen.
final class StackCpu {

    /// A tick of `/proc` is a hundredth of a second on every Linux that Java runs on.
    private static final long MILLIS_PER_TICK = 10;

    private final Path records;

    StackCpu(Path records) {
        this.records = records;
    }

    static StackCpu ofTheLocalStack() {
        return new StackCpu(
                Path.of(LoadSettings.text("quadrille.home", "../.quadrille")).resolve("run"));
    }

    /// Milliseconds by the name of the process, its children's and their dead children's included.
    SortedMap<String, Long> millis() {
        SortedMap<String, Long> used = new TreeMap<>();
        pids().forEach((name, pid) -> used.put(name, ticksOfTree(pid) * MILLIS_PER_TICK));
        return used;
    }

    private Map<String, Long> pids() {
        Map<String, Long> pids = new TreeMap<>();
        if (Files.isDirectory(records) && Files.isDirectory(Path.of("/proc/self"))) {
            try (Stream<Path> files = Files.list(records)) {
                files.filter(file -> file.toString().endsWith(".pid"))
                        .filter(file -> !file.endsWith("launcher.pid"))
                        .forEach(file ->
                                pids.put(
                                        file.getFileName().toString().replace(".pid", ""),
                                        pid(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return pids;
    }

    private static long pid(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("pid="))
                    .mapToLong(line -> Long.parseLong(line.substring("pid=".length())))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long ticksOfTree(long pid) {
        long children =
                ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::children)
                        .mapToLong(child -> ticksOfTree(child.pid()))
                        .sum();
        return children + ticks(pid);
    }

    /// Own time in user and kernel mode, and that of children that have ended: fields 14 to 17 of
    /// `/proc/pid/stat`.
    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            return fields.subList(11, 15).stream().mapToLong(Long::parseLong).sum();
        } catch (IOException | NoSuchElementException _) {
            // Ended between being listed and being asked.
            return 0;
        }
    }
}
