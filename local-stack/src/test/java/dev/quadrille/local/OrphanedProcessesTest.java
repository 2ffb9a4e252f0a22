package dev.quadrille.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.local.process.pidfile.ProcessRecord;
import dev.quadrille.local.process.pidfile.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanedProcessesTest {

    @TempDir Path folder;
    private RunDirectory run;
    private OrphanedProcesses orphans;

    @BeforeEach
    void open() {
        StackLayout layout = new StackLayout(Path.of(".."), folder, Ports.offset(0));
        run = new RunDirectory(layout.run());
        orphans = new OrphanedProcesses(layout);
    }

    @Test
    void terminatesTheRecordedProcessAndRemovesItsPidFile() throws IOException {
        Process process = new ProcessBuilder("sleep", "60").start();
        ProcessRecord orphan = ProcessRecord.of("worker", process.toHandle(), 0);
        run.save(orphan);
        assertThat(orphans.names()).containsExactly("worker");

        orphans.terminate();

        assertThat(orphan.isAlive()).isFalse();
        assertThat(orphans.names()).isEmpty();
        assertThat(run.all()).isEmpty();
    }

    @Test
    void doesNotSignalAnotherProcessWithTheSamePid() throws IOException {
        Process unrelated = new ProcessBuilder("sleep", "60").start();
        ProcessRecord current = ProcessRecord.of("worker", unrelated.toHandle(), 0);
        run.save(
                new ProcessRecord(
                        "worker",
                        current.pid(),
                        current.startedAt().minus(Duration.ofHours(1)),
                        0));

        orphans.terminate();

        assertThat(unrelated.isAlive()).isTrue();
        assertThat(run.all()).isEmpty();
        unrelated.destroyForcibly();
    }

    @Test
    void doesNotListTheLauncher() {
        run.save(ProcessRecord.of(LocalStack.LAUNCHER, ProcessHandle.current(), 0));

        assertThat(orphans.names()).isEmpty();
    }
}
