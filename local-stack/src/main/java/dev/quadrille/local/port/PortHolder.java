package dev.quadrille.local.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the process that listens on a port: in `/proc` on Linux, with `lsof` elsewhere.
final class PortHolder {

    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortHolder() {}

    /// A text such as ` by pid 42 (/usr/bin/java)`; empty if the process was not found.
    static String describe(int port) {
        return find(port)
                .map(process ->
                        " by pid %d (%s)"
                                .formatted(
                                        process.pid(), process.info().command().orElse("unknown")))
                .orElse("");
    }

    private static Optional<ProcessHandle> find(int port) {
        try {
            return Files.isDirectory(Path.of("/proc/net")) ? fromProc(port) : fromLsof(port);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessHandle> fromLsof(int port) throws IOException {
        Process lsof =
                new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN").start();
        return new String(lsof.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .findFirst()
                .map(Long::valueOf)
                .flatMap(ProcessHandle::of);
    }

    private static Optional<ProcessHandle> fromProc(int port) throws IOException {
        Set<String> sockets = listeningSockets(port);
        return ProcessHandle.allProcesses()
                .filter(process -> holdsAny(sockets, process.pid()))
                .findFirst();
    }

    private static Set<String> listeningSockets(int port) throws IOException {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        Stream.Builder<String> sockets = Stream.builder();
        for (Path table : TABLES) {
            for (String line :
                    Files.exists(table) ? Files.readAllLines(table) : List.<String>of()) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields[LOCAL_ADDRESS].endsWith(suffix) && fields[STATE].equals("0A")) {
                    sockets.add("socket:[" + fields[INODE] + "]");
                }
            }
        }
        return sockets.build().collect(Collectors.toSet());
    }

    private static boolean holdsAny(Set<String> sockets, long pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException _) {
            return false; // The process has ended, or belongs to another user.
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException _) {
            return "";
        }
    }
}
