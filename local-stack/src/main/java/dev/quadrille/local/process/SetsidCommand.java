package dev.quadrille.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Puts a process into a session of its own. A Ctrl-C in the terminal goes to every process of the
/// session; only the launcher may get it, so that it can stop the others in the right order.
final class SetsidCommand {

    private static final List<String> PREFIX = prefix();

    private SetsidCommand() {}

    /// The command that runs `command` in its own session under the same pid; `command` itself
    /// where the system offers no way.
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
