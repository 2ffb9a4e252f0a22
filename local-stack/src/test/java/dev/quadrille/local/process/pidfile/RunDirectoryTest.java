package dev.quadrille.local.process.pidfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

    private static final ProcessRecord KAFKA =
            new ProcessRecord("kafka", 42, Instant.parse("2026-11-22T10:15:30.123Z"), 2);

    @TempDir Path folder;
    private RunDirectory run;

    @BeforeEach
    void open() {
        run = new RunDirectory(folder.resolve("run"));
    }

    @Test
    void readsASavedPidFile() {
        run.save(KAFKA);

        assertThat(run.find("kafka")).contains(KAFKA);
        assertThat(run.all()).containsExactly(KAFKA);
    }

    @Test
    void replacesAPidFileOfTheSameName() {
        run.save(KAFKA);
        ProcessRecord restarted = new ProcessRecord("kafka", 43, KAFKA.startedAt(), 3);
        run.save(restarted);

        assertThat(run.all()).containsExactly(restarted);
    }

    @Test
    void removesAPidFile() {
        run.save(KAFKA);
        run.remove("kafka");

        assertThat(run.find("kafka")).isEmpty();
        assertThat(run.all()).isEmpty();
    }

    @Test
    void isEmptyIfTheDirectoryDoesNotExist() {
        assertThat(run.all()).isEmpty();
    }

    @Test
    void ignoresAnInvalidPidFile() throws IOException {
        run.save(KAFKA);
        Files.writeString(run.path().resolve("postgres.pid"), "pid=none");

        assertThat(run.all()).containsExactly(KAFKA);
    }
}
