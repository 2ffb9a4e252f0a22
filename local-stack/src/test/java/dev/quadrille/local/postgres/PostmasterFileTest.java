package dev.quadrille.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterFileTest {

    @TempDir Path folder;
    private Path file;
    private PostmasterFile postmaster;

    @BeforeEach
    void open() throws IOException {
        file = Files.createDirectories(folder.resolve("data")).resolve("postmaster.pid");
        postmaster = new PostmasterFile(folder);
    }

    @Test
    void hasNoEffectWithoutALockFile() {
        postmaster.cleanUp();

        assertThat(file).doesNotExist();
    }

    @Test
    void deletesAFileThatNamesAnotherProgramWithoutSignallingIt() throws IOException {
        Process unrelated = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(file, unrelated.pid() + "\n" + folder + "\n");

            postmaster.cleanUp();

            assertThat(file).doesNotExist();
            assertThat(unrelated.isAlive()).isTrue();
        } finally {
            unrelated.destroyForcibly();
        }
    }

    @Test
    void leavesAFileOfAnEndedProcessToPostgres() throws IOException {
        Process ended = new ProcessBuilder("true").start();
        ended.onExit().join();
        Files.writeString(file, ended.pid() + "\n");

        postmaster.cleanUp();

        assertThat(file).exists();
    }

    @Test
    void leavesAnIncompleteFileToPostgres() throws IOException {
        Files.writeString(file, "");

        postmaster.cleanUp();

        assertThat(file).exists();
    }
}
