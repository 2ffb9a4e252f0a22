package dev.quadrille.testsupport.servers.containers;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import org.testcontainers.utility.DockerImageName;

/// The images of the test containers: those of the compose file, named in `.env`.
final class Images {

    static final String POSTGRES = "POSTGRES_IMAGE";
    static final String KAFKA = "KAFKA_IMAGE";

    private static final Properties ENV = env();

    private Images() {}

    static DockerImageName postgres() {
        return image(POSTGRES).asCompatibleSubstituteFor("postgres");
    }

    static DockerImageName kafka() {
        return image(KAFKA).asCompatibleSubstituteFor("apache/kafka");
    }

    /// The cleanup container of Testcontainers, unless it is disabled. The library does not expose
    /// its name.
    static DockerImageName ryuk() {
        return DockerImageName.parse("testcontainers/ryuk:0.14.0");
    }

    private static DockerImageName image(String variable) {
        return DockerImageName.parse(Objects.requireNonNull(ENV.getProperty(variable), variable));
    }

    private static Properties env() {
        Properties env = new Properties();
        try (Reader file = Files.newBufferedReader(root().resolve(".env"))) {
            env.load(file);
            return env;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The project root. Tests run in the directory of their module, or where an IDE starts them.
    static Path root() {
        return root(Path.of("").toAbsolutePath());
    }

    private static Path root(Path directory) {
        return Files.exists(directory.resolve("docker-compose.yml"))
                ? directory
                : root(Objects.requireNonNull(directory.getParent(), "not started in the project"));
    }
}
