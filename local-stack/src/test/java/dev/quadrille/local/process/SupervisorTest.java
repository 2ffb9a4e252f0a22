package dev.quadrille.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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

    private static final Duration SOON = Duration.ofSeconds(20);

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
    void startsAProcessInASessionOfItsOwnAndRecordsIt() {
        supervisor.start(worker("sleep 60"));
        supervisor.awaitReady("worker", SOON);

        ProcessHandle process = supervisor.process("worker").orElseThrow();
        assertThat(run.find("worker").flatMap(ProcessRecord::process)).contains(process);
    }

    @Test
    void restartsAProcessThatDies() {
        supervisor.start(worker("sleep 60"));
        supervisor.awaitReady("worker", SOON);
        ProcessHandle first = supervisor.process("worker").orElseThrow();

        first.destroyForcibly();

        await().atMost(SOON).until(() -> supervisor.restarts("worker") == 1);
        await().atMost(SOON).until(() -> supervisor.isReady("worker"));
        assertThat(supervisor.process("worker")).isPresent().get().isNotEqualTo(first);
    }

    @Test
    void leavesAProcessDownThatItHasKilledUntilItIsStarted() {
        supervisor.start(worker("sleep 60"));
        supervisor.awaitReady("worker", SOON);

        supervisor.kill("worker");

        assertThat(supervisor.process("worker")).isEmpty();
        assertThat(run.find("worker")).isEmpty();

        supervisor.start(worker("sleep 60"));
        supervisor.awaitReady("worker", SOON);
        assertThat(supervisor.process("worker")).isPresent();
    }

    @Test
    void letsAProcessEndInItsOwnWayWhenItStopsIt() {
        Path farewell = folder.resolve("farewell");
        supervisor.start(
                worker("trap 'touch " + farewell + "; exit' TERM; while :; do sleep 0.1; done"));
        supervisor.awaitReady("worker", SOON);

        supervisor.stop("worker");

        assertThat(farewell).exists();
    }

    @Test
    void saysWhyAProcessDoesNotStart() {
        supervisor.start(neverReady("echo no configuration; exit 3"));

        assertThatThrownBy(() -> supervisor.awaitReady("worker", SOON))
                .isInstanceOf(StartFailed.class)
                .hasMessage("worker ended with exit code 3")
                .asInstanceOf(InstanceOfAssertFactories.type(StartFailed.class))
                .extracting(StartFailed::output)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly("no configuration");
    }

    @Test
    void saysThatAProgramIsMissing() {
        supervisor.start(
                new ProcessSpec("worker", List.of(folder + "/missing"), Map.of(), () -> true));

        assertThatThrownBy(() -> supervisor.awaitReady("worker", SOON))
                .isInstanceOf(StartFailed.class);
    }

    @Test
    void givesUpWaitingForAProcessThatNeverBecomesReady() {
        supervisor.start(neverReady("sleep 60"));

        assertThatThrownBy(() -> supervisor.awaitReady("worker", Duration.ofSeconds(1)))
                .hasMessage("worker is not ready after 1 s");
    }

    @Test
    void writesTheOutputToALog() {
        supervisor.start(worker("echo hello; echo trouble >&2; sleep 60"));
        supervisor.awaitReady("worker", SOON);

        Path log = folder.resolve("logs/worker.log");
        await().atMost(SOON).untilAsserted(() -> assertThat(Files.readAllLines(log)).hasSize(2));
    }

    @Test
    void startsNothingAnyMoreOnceItRefuses() {
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
