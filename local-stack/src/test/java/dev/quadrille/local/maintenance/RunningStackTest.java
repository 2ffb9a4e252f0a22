package dev.quadrille.local.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.local.AlreadyRunning;
import dev.quadrille.local.Component;
import dev.quadrille.local.LocalStack;
import dev.quadrille.local.Ports;
import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.StackListener;
import dev.quadrille.local.maintenance.RunningStack.Stop;
import dev.quadrille.local.process.pidfile.LauncherLock;
import dev.quadrille.local.process.pidfile.ProcessRecord;
import dev.quadrille.local.process.pidfile.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RunningStackTest {

    @TempDir Path home;
    private StackLayout layout;
    private RunDirectory run;

    @BeforeEach
    void open() {
        layout = new StackLayout(Path.of(".."), home, Ports.offset(0));
        run = new RunDirectory(layout.run());
    }

    @Test
    void reportsThatNothingIsRunning() {
        assertThat(new RunningStack(layout).stop()).isEqualTo(Stop.NOT_RUNNING);
    }

    @Test
    void terminatesTheProcessesOfAKilledLauncher() throws IOException {
        Process orphan = new ProcessBuilder("sleep", "60").start();
        run.save(ProcessRecord.of("order-service", orphan.toHandle(), 0));

        assertThat(new RunningStack(layout).stop()).isEqualTo(Stop.ORPHANS_TERMINATED);

        assertThat(orphan.onExit()).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void doesNotSignalAProcessThatHasReusedThePidOfTheLauncher() throws IOException {
        Process unrelated = new ProcessBuilder("sleep", "60").start();
        ProcessRecord current = ProcessRecord.of(LocalStack.LAUNCHER, unrelated.toHandle(), 0);
        run.save(
                new ProcessRecord(
                        LocalStack.LAUNCHER,
                        current.pid(),
                        current.startedAt().minus(Duration.ofHours(1)),
                        0));
        try {
            assertThat(new RunningStack(layout).stop()).isEqualTo(Stop.NOT_RUNNING);

            assertThat(unrelated.isAlive()).isTrue();
            assertThat(run.find(LocalStack.LAUNCHER)).isEmpty();
        } finally {
            unrelated.destroyForcibly();
        }
    }

    @Test
    void asksForPatienceWhileALauncherIsStarting() {
        try (LauncherLock _ = AlreadyRunning.acquireLock(layout)) {
            assertThatThrownBy(() -> new RunningStack(layout).stop())
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("still starting");
        }
    }

    @Test
    void stopsALauncherThatHoldsTheLock() throws IOException {
        Process launcher = new ProcessBuilder("sleep", "60").start();
        run.save(ProcessRecord.of(LocalStack.LAUNCHER, launcher.toHandle(), 0));
        try (LauncherLock _ = AlreadyRunning.acquireLock(layout)) {
            assertThat(new RunningStack(layout).stop()).isEqualTo(Stop.STOPPED);
        }
        assertThat(launcher.onExit()).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void deletesOnlyTheDirectoriesOfTheStack() throws IOException {
        Path foreign = Files.createFile(home.resolve("notes.txt"));
        Files.createDirectories(layout.data(Component.KAFKA).resolve("data"));
        Files.createDirectories(layout.logs());

        new StackData(layout).delete();

        assertThat(foreign).exists();
        assertThat(layout.data(Component.KAFKA)).doesNotExist();
        assertThat(layout.logs()).doesNotExist();
    }

    @Test
    void doesNotDeleteTheDataOfARunningLauncher() throws IOException {
        Files.createDirectories(layout.data(Component.KAFKA));
        try (LocalStack _ = LocalStack.open(layout, StackListener.NONE)) {
            assertThatThrownBy(() -> new StackData(layout).delete())
                    .isInstanceOf(AlreadyRunning.class);
        }
        assertThat(layout.data(Component.KAFKA)).exists();
    }
}
