package dev.quadrille.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The script `./quadrille` in environments that differ from the usual one.
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LauncherScriptIT {

    private static final String HEADER = "NAME                STATE";

    @TempDir Path folder;

    @Test
    void runsWithNothingInItsEnvironmentButAPath() throws Exception {
        assertThat(status(Path.of(".."), Map.of())).contains(HEADER);
    }

    @Test
    void runsJavaInOneLocale() throws Exception {
        String printed =
                status(
                        Path.of(".."),
                        Map.of(
                                "JAVA_TOOL_OPTIONS", "-Duser.language=ar -Duser.country=EG",
                                "JDK_JAVA_OPTIONS", "-XshowSettings:locale"));
        assertThat(printed).contains(HEADER, "default locale = English (United States)");
    }

    @Test
    void runsInAPathBeyondAsciiInTheLocaleC() throws Exception {
        Path project = Files.createDirectories(folder.resolve("Übung"));
        copy("quadrille", project);
        copy("local-stack/target/runtime.classpath", project);
        try (var jars = Files.newDirectoryStream(Path.of("target"), "local-stack-*.jar")) {
            for (Path jar : jars) {
                copy("local-stack/target/" + jar.getFileName(), project);
            }
        }
        assertThat(status(project, Map.of("LC_ALL", "C"))).contains(HEADER);
    }

    private static void copy(String file, Path project) throws IOException {
        Path copy = project.resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(Path.of("..", file), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /// Runs `./quadrille status` with this environment and a path, and returns what it prints.
    private String status(Path project, Map<String, String> environment) throws Exception {
        ProcessBuilder script =
                new ProcessBuilder(project.resolve("quadrille").toString(), "status");
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("PATH", System.getenv("PATH"));
        variables.put("QUADRILLE_HOME", folder.resolve("home").toString());
        script.environment().keySet().retainAll(List.of());
        script.environment().putAll(variables);
        Process running = script.redirectErrorStream(true).start();
        String printed = new String(running.getInputStream().readAllBytes(), UTF_8);
        running.waitFor();
        return printed;
    }
}
