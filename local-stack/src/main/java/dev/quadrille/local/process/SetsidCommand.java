package dev.quadrille.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Starts a process in a new session. A terminal sends Ctrl-C to all processes of its session. Only
/// the launcher may receive it, because it has to stop the processes in the right order.
final class SetsidCommand {

    private static final List<String> PREFIX = prefix();

    private SetsidCommand() {}

    /// Returns a command that runs `command` in a new session with the same pid, or `command`
    /// itself if neither `setsid` nor Perl is installed.
    static List<String> of(List<String> command) {
        return Stream.concat(PREFIX.stream(), command.stream()).toList();
    }

    private static List<String> prefix() {
        if (isInstalled("setsid")) {
            return List.of("setsid");
        }
        return isInstalled("perl") // macOS
                ? List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec {$ARGV[0]} @ARGV")
                : List.of();
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }
}
