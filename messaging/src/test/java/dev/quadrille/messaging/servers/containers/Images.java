package dev.quadrille.messaging.servers.containers;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import org.testcontainers.utility.DockerImageName;

/// The images that containers are made of: those of the compose file, as `.env` names them.
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

    /// What Testcontainers clears up with, unless it is told not to; the library has the name in a
    /// place where nobody can ask for it.
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

    /// Tests run in the folder of their module, or wherever an IDE starts them.
    static Path root() {
        return root(Path.of("").toAbsolutePath());
    }

    private static Path root(Path folder) {
        return Files.exists(folder.resolve("docker-compose.yml"))
                ? folder
                : root(Objects.requireNonNull(folder.getParent(), "not started in the project"));
    }
}
