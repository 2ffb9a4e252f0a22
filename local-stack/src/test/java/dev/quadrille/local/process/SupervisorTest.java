package dev.quadrille.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.process.pidfile.ProcessRecord;
import dev.quadrille.local.process.pidfile.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SupervisorTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir Path folder;
    private RunDirectory run;
    private Supervisor supervisor;

    @BeforeEach
    void open() {
        run = new RunDirectory(folder.resolve("run"));
        supervisor = new Supervisor(run, folder.resolve("logs"), ProcessListener.NONE);
    }

    @AfterEach
    void close() {
        supervisor.stop("worker");
    }

    @Test
    void startsAProcessAndWritesItsPidFile() {
        supervisor.start(worker("sleep 60"));
        supervisor.awaitReady("worker", TIMEOUT);

        ProcessHandle process = supervisor.process("worker").orElseThrow();
        assertThat(run.find("worker").flatMap(ProcessRecord::process)).contains(process);
    }

    @Test
    void restartsAProcessThatExits() {
        supervisor.start(worker("sleep 60"));
        supervisor.awaitReady("worker", TIMEOUT);
        ProcessHandle first = supervisor.process("worker").orElseThrow();

        first.destroyForcibly();

        await().atMost(TIMEOUT).until(() -> supervisor.restarts("worker") == 1);
        await().atMost(TIMEOUT).until(() -> supervisor.isReady("worker"));
        assertThat(supervisor.process("worker")).isPresent().get().isNotEqualTo(first);
    }

    @Test
    void doesNotRestartAHeldProcessUntilItIsReleased() {
        supervisor.start(worker("sleep 60"));
        supervisor.awaitReady("worker", TIMEOUT);
        run.hold("worker");

        supervisor.process("worker").orElseThrow().destroyForcibly();

        await().atMost(TIMEOUT).until(() -> supervisor.restarts("worker") == 1);
        assertThat(supervisor.process("worker")).isEmpty();
        run.release("worker");
        await().atMost(TIMEOUT).until(() -> supervisor.isReady("worker"));
    }

    @Test
    void stopsAHeldProcess() {
        run.hold("worker");
        supervisor.start(worker("sleep 60"));
        supervisor.awaitReady("worker", TIMEOUT);
        run.hold("worker");
        supervisor.process("worker").orElseThrow().destroyForcibly();
        await().atMost(TIMEOUT).until(() -> supervisor.restarts("worker") == 1);

        supervisor.stop("worker");

        assertThat(supervisor.process("worker")).isEmpty();
    }

    @Test
    void doesNotRestartAProcessThatItHasKilled() {
        supervisor.start(worker("sleep 60"));
        supervisor.awaitReady("worker", TIMEOUT);

        supervisor.kill("worker");

        assertThat(supervisor.process("worker")).isEmpty();
        assertThat(run.find("worker")).isEmpty();

        supervisor.start(worker("sleep 60"));
        supervisor.awaitReady("worker", TIMEOUT);
        assertThat(supervisor.process("worker")).isPresent();
    }

    @Test
    void stopsAProcessGracefully() {
        Path marker = folder.resolve("marker");
        supervisor.start(
                worker("trap 'touch " + marker + "; exit' TERM; while :; do sleep 0.1; done"));
        supervisor.awaitReady("worker", TIMEOUT);

        supervisor.stop("worker");

        assertThat(marker).exists();
    }

    @Test
    void reportsWhyAProcessDoesNotStart() {
        supervisor.start(neverReady("echo missing configuration; exit 3"));

        assertThatThrownBy(() -> supervisor.awaitReady("worker", TIMEOUT))
                .isInstanceOf(StartFailed.class)
                .hasMessage("worker exited with code 3")
                .asInstanceOf(InstanceOfAssertFactories.type(StartFailed.class))
                .extracting(StartFailed::output)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly("missing configuration");
    }

    @Test
    void reportsAMissingProgram() {
        supervisor.start(
                new ProcessSpec("worker", List.of(folder + "/missing"), Map.of(), () -> true));

        assertThatThrownBy(() -> supervisor.awaitReady("worker", TIMEOUT))
                .isInstanceOf(StartFailed.class);
    }

    @Test
    void timesOutIfAProcessDoesNotBecomeReady() {
        supervisor.start(neverReady("sleep 60"));

        assertThatThrownBy(() -> supervisor.awaitReady("worker", Duration.ofSeconds(1)))
                .hasMessage("worker was not ready after 1 s");
    }

    @Test
    void writesOutputAndErrorsToTheLog() {
        supervisor.start(worker("echo hello; echo error >&2; sleep 60"));
        supervisor.awaitReady("worker", TIMEOUT);

        Path log = folder.resolve("logs/worker.log");
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(Files.readAllLines(log)).hasSize(2));
    }

    @Test
    void rejectsStartsAfterRefuseStarts() {
        supervisor.refuseStarts();

        assertThatThrownBy(() -> supervisor.start(worker("sleep 60")))
                .isInstanceOf(IllegalStateException.class);
    }

    private static ProcessSpec worker(String script) {
        return new ProcessSpec("worker", List.of("sh", "-c", script), Map.of(), () -> true);
    }

    private static ProcessSpec neverReady(String script) {
        return new ProcessSpec("worker", List.of("sh", "-c", script), Map.of(), () -> false);
    }
}
