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

/// The CPU time of each process of the local stack, from `/proc`. Empty on other operating systems
/// and if no local stack runs.
final class StackCpu {

    /// The kernel reports CPU time in units of USER_HZ, which is 100 on all platforms of Java.
    private static final long MILLIS_PER_TICK = 10;

    private final Path records;

    StackCpu(Path records) {
        this.records = records;
    }

    static StackCpu ofLocalStack() {
        return new StackCpu(
                Path.of(LoadSettings.text("quadrille.home", "../.quadrille")).resolve("run"));
    }

    /// Milliseconds by process name, including running and ended children.
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

    /// User and system time of the process and of its ended children: fields 14 to 17 of
    /// `/proc/pid/stat` (proc(5)).
    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            return fields.subList(11, 15).stream().mapToLong(Long::parseLong).sum();
        } catch (IOException | NoSuchElementException _) {
            // The process ended in the meantime.
            return 0;
        }
    }
}
