package dev.quadrille.testsupport.servers.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

class ImagesTest {

    @Test
    void equalThoseOfTheComposeFile() throws IOException {
        assertThat(Files.readString(Images.root().resolve("docker-compose.yml")))
                .contains("image: ${" + Images.POSTGRES + "}", "image: ${" + Images.KAFKA + "}");
        assertThat(Files.readAllLines(Images.root().resolve(".env")))
                .contains(
                        Images.POSTGRES + "=" + Images.postgres().asCanonicalNameString(),
                        Images.KAFKA + "=" + Images.kafka().asCanonicalNameString());
    }

    /// The library does not expose the name, so the test reads it by reflection.
    @Test
    void includeTheCleanupImageOfTestcontainers() throws ReflectiveOperationException {
        Constructor<?> ryuk =
                Class.forName("org.testcontainers.utility.RyukContainer").getDeclaredConstructor();
        ryuk.setAccessible(true);
        GenericContainer<?> container = (GenericContainer<?>) ryuk.newInstance();
        assertThat(container.getImage().toString())
                .contains("imageName=" + Images.ryuk().asCanonicalNameString() + ",");
    }
}
