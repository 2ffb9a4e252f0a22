package dev.quadrille.local.process.pidfile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Properties of a process that Java does not provide, read from `/proc` on Linux and from `ps`
/// elsewhere.
public final class ProcStat {

    private ProcStat() {}

    /// Whether the process is a zombie: it has ended, but its parent has not reaped it. Java
    /// reports such a process as alive. In a container without an init process it remains for ever.
    public static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException _) {
            return false;
        }
    }

    /// The memory of a process and its descendants in bytes. On Linux this is the PSS, which
    /// divides shared pages among their users; elsewhere it is the RSS. Returns 0 if it cannot be
    /// read.
    public static long memory(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants())
                .mapToLong(process -> memory(process.pid()))
                .sum();
    }

    private static long memory(long pid) {
        Path rollup = Path.of("/proc/" + pid + "/smaps_rollup");
        try {
            return Files.exists(rollup) ? pss(rollup) : rss(pid);
        } catch (IOException | NumberFormatException _) {
            return 0;
        }
    }

    private static long pss(Path rollup) throws IOException {
        try (Stream<String> lines = Files.lines(rollup)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> kibibytes(line.replaceAll("\\D", "")))
                    .sum();
        }
    }

    private static long rss(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        return kibibytes(new String(ps.getInputStream().readAllBytes(), US_ASCII).strip());
    }

    private static long kibibytes(String count) {
        return Long.parseLong(count) * 1024;
    }
}
