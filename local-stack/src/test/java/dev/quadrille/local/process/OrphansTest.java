package dev.quadrille.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {

    @TempDir Path folder;

    @Test
    void endsTheRecordedProcessAndForgetsIt() throws IOException {
        RunDirectory run = new RunDirectory(folder);
        Process process = new ProcessBuilder("sleep", "60").start();
        ProcessRecord orphan = ProcessRecord.of("worker", process.toHandle(), 0);
        run.save(orphan);

        new Orphans(run).end(List.of(orphan), Signal.TERM);

        assertThat(orphan.isAlive()).isFalse();
        assertThat(run.all()).isEmpty();
    }

    @Test
    void sparesAStrangerWhoHasThePidNow() throws IOException {
        RunDirectory run = new RunDirectory(folder);
        Process stranger = new ProcessBuilder("sleep", "60").start();
        ProcessRecord now = ProcessRecord.of("worker", stranger.toHandle(), 0);
        ProcessRecord then =
                new ProcessRecord(
                        "worker", now.pid(), now.startedAt().minus(Duration.ofHours(1)), 0);
        run.save(then);

        new Orphans(run).end(List.of(then), Signal.TERM);

        assertThat(stranger.isAlive()).isTrue();
        assertThat(run.all()).isEmpty();
        stranger.destroyForcibly();
    }
}
