package dev.quadrille.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.local.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs the script `./quadrille` in unusual environments and with invalid arguments.
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LauncherScriptIT {

    private static final String HEADER = "NAME                STATE";

    @TempDir Path folder;

    @Test
    void runsWithOnlyPathInTheEnvironment() throws Exception {
        assertThat(status(Path.of(".."), Map.of())).contains(HEADER);
    }

    @Test
    void startsJavaInTheEnglishLocale() throws Exception {
        String printed =
                status(
                        Path.of(".."),
                        Map.of(
                                "JAVA_TOOL_OPTIONS", "-Duser.language=ar -Duser.country=EG",
                                "JDK_JAVA_OPTIONS", "-XshowSettings:locale"));
        assertThat(printed).contains(HEADER, "default locale = English (United States)");
    }

    @Test
    void runsInAPathWithNonAsciiCharactersInTheCLocale() throws Exception {
        Path project = Files.createDirectories(folder.resolve("Übung"));
        copy("quadrille", project);
        copy("cli/target/runtime.classpath", project);
        try (var jars = Files.newDirectoryStream(Path.of("target"), "cli-*.jar")) {
            for (Path jar : jars) {
                copy("cli/target/" + jar.getFileName(), project);
            }
        }
        assertThat(status(project, Map.of("LC_ALL", "C"))).contains(HEADER);
    }

    @ParameterizedTest
    @CsvSource({
        "up --with order-service, Unexpected argument of up: --with",
        "up --without, --without needs a value",
        "up --without postgres, Unknown service",
        "up --replicas, --replicas needs a value",
        "up --replicas postgres=2, Unknown service",
        "up --replicas gateway=2, gateway cannot have replicas",
        "up --replicas payment-service=0, --replicas needs a number from 1 to 8",
        "load heavy, Unknown load profile: heavy",
        "docs now, Unexpected argument of docs: now",
        "fuzz one, Unexpected argument of fuzz: one",
        "stories kubernetes, Unexpected argument of stories: kubernetes",
        "figures all, Unexpected argument of figures: all",
        "dance, Unknown command: dance"
    })
    void rejectsInvalidArguments(String arguments, String message) throws Exception {
        Process script = start(Path.of(".."), Map.of(), arguments.split(" ", -1));
        assertThat(output(script)).contains(message);
        assertThat(script.waitFor()).isEqualTo(2);
    }

    @Test
    void listsTheServicesThatCanBeLeftOut() throws Exception {
        String printed = output(start(Path.of(".."), Map.of(), "up", "--without", "kafka"));
        assertThat(printed)
                .contains(Component.applications().stream().map(Component::processName).toList());
    }

    @Test
    void printsUsageWithin80Columns() throws Exception {
        assertThat(output(start(Path.of(".."), Map.of(), "help")).lines())
                .hasSizeGreaterThan(30)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    private static void copy(String file, Path project) throws IOException {
        Path copy = project.resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(Path.of("..", file), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /// Runs `./quadrille status` and returns its output.
    private String status(Path project, Map<String, String> environment) throws Exception {
        return output(start(project, environment, "status"));
    }

    /// Starts the script with these variables and `PATH` as its environment.
    private Process start(Path project, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(project.resolve("quadrille").toString());
        ProcessBuilder script = new ProcessBuilder(command);
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("PATH", System.getenv("PATH"));
        variables.put("QUADRILLE_HOME", folder.resolve("home").toString());
        script.environment().keySet().retainAll(List.of());
        script.environment().putAll(variables);
        return script.redirectErrorStream(true).start();
    }

    private static String output(Process script) throws IOException {
        return new String(script.getInputStream().readAllBytes(), UTF_8);
    }
}
