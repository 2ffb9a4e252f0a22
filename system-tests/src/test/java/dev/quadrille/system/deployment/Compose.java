package dev.quadrille.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The Compose files of this project, each combination under its own project name.
enum Compose {
    SYSTEM("quadrille-stories", "docker-compose.yml", "docker-compose.test.yml"),
    CLUSTER(
            "quadrille-cluster-stories",
            "docker-compose.yml",
            "docker-compose.cluster.yml",
            "docker-compose.cluster.test.yml"),
    DATABASES("quadrille-database-stories", "docker-compose.yml", "docker-compose.cluster.yml");

    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @SuppressWarnings("ImmutableEnumChecker") // made by toList
    private final List<String> command;

    private final String project;

    Compose(String name, String... files) {
        this.project = name;
        this.command =
                Stream.concat(
                                Stream.of("docker", "compose", "-p", name),
                                Stream.of(files).flatMap(file -> Stream.of("-f", file)))
                        .toList();
    }

    /// The engine's name of a volume from these files.
    String volume(String name) {
        return project + "_" + name;
    }

    /// Runs the command, which must succeed, and returns its output.
    String execute(String... arguments) {
        return run(Stream.concat(command.stream(), Stream.of(arguments)).toList());
    }

    static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(PROJECT.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s%n%s", command, output).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
