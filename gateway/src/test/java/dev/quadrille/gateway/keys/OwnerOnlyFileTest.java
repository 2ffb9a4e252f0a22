package dev.quadrille.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerOnlyFileTest {

    @TempDir private Path folder;
    private Path path;
    private OwnerOnlyFile file;

    @BeforeEach
    void create() throws Exception {
        path = folder.resolve("secret");
        file = new OwnerOnlyFile(path);
        file.createIfMissing(() -> "first");
    }

    @Test
    void keepsExistingText() throws Exception {
        file.createIfMissing(() -> "second");

        assertThat(file.read()).isEqualTo("first");
    }

    @Test
    void replacesTextAndKeepsPermissions() throws Exception {
        file.replace("second");

        assertThat(file.read()).isEqualTo("second");
        assertThat(Files.getPosixFilePermissions(path))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-----w-", "rwxrwxrwx"})
    void rejectsFileThatOthersCanAccess(String permissions) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));

        assertThatIllegalStateException()
                .isThrownBy(file::read)
                .withMessageContaining("chmod 600 " + path);
    }

    @Test
    void acceptsFileThatIsReadOnly() throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));

        assertThat(file.read()).isEqualTo("first");
    }
}
