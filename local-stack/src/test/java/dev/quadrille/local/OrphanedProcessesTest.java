package dev.quadrille.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.process.pidfile.ProcessRecord;
import dev.quadrille.local.process.pidfile.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
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
    void killsAProcessThatIgnoresSignals() throws IOException {
        Process stubborn = script("stubborn", "trap '' TERM");
        StackLayout layout = new StackLayout(Path.of(".."), folder, Ports.offset(0));

        new OrphanedProcesses(layout, Duration.ofMillis(300)).terminate();

        assertThat(stubborn.onExit()).succeedsWithin(Duration.ofSeconds(20));
        assertThat(run.all()).isEmpty();
    }

    @Test
    void terminatesTheTiersInReverseStartOrder() throws IOException {
        Path log = folder.resolve("order");
        for (String name : List.of("postgres", "kafka", "gateway", "payment-service")) {
            script(name, "trap 'echo %s >> %s; exit' TERM INT".formatted(name, log));
        }

        orphans.terminate();

        assertThat(Files.readAllLines(log))
                .containsExactly("gateway", "payment-service", "kafka", "postgres");
    }

    /// Starts a recorded process and waits until it has installed its signal handler. Without the
    /// default action for SIGINT it would inherit that the background jobs of a script ignore it.
    private Process script(String name, String trap) throws IOException {
        Path started = folder.resolve(name + ".started");
        Process process =
                new ProcessBuilder(
                                "env",
                                "--default-signal=INT",
                                "sh",
                                "-c",
                                trap + "; touch " + started + "; while :; do sleep 0.1; done")
                        .start();
        run.save(ProcessRecord.of(name, process.toHandle(), 0));
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(started));
        return process;
    }

    @Test
    void doesNotListTheLauncher() {
        run.save(ProcessRecord.of(LocalStack.LAUNCHER, ProcessHandle.current(), 0));

        assertThat(orphans.names()).isEmpty();
    }
}
