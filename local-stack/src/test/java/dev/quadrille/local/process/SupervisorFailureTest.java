package dev.quadrille.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.process.pidfile.ProcessRecord;
import dev.quadrille.local.process.pidfile.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Processes that crash in a loop, ignore signals or are frozen.
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SupervisorFailureTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration SHORT_GRACE_PERIOD = Duration.ofMillis(300);

    @TempDir Path folder;
    private RunDirectory run;
    private Supervisor supervisor;
    private final List<Duration> delays = new CopyOnWriteArrayList<>();
    private final List<Boolean> forcedStops = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() {
        run = new RunDirectory(folder.resolve("run"));
        supervisor = new Supervisor(run, folder.resolve("logs"), recordingListener());
    }

    @AfterEach
    void close() {
        supervisor.kill("worker");
    }

    @Test
    void restartsACrashingProcessWithGrowingDelays() {
        supervisor.start(worker("exit 1"));

        await().atMost(TIMEOUT).until(() -> delays.size() >= 3);

        assertThat(delays.subList(0, 3))
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void recordsTheNumberOfRestartsInThePidFile() {
        supervisor.start(worker("sleep 60"));
        supervisor.awaitReady("worker", TIMEOUT);

        supervisor.process("worker").orElseThrow().destroyForcibly();

        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        assertThat(run.find("worker").map(ProcessRecord::restarts)).contains(1));
    }

    @Test
    void doesNotRestartAProcessThatIsStoppedDuringTheDelay() throws IOException {
        Path runs = folder.resolve("runs");
        supervisor.start(worker("echo run >> " + runs + "; exit 1"));
        await().atMost(TIMEOUT).until(() -> !delays.isEmpty());

        supervisor.stop("worker");

        await().during(Duration.ofMillis(1500))
                .atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(Files.readAllLines(runs)).hasSize(1));
        assertThat(run.find("worker")).isEmpty();
    }

    @Test
    void preparesEachLaunchOfACrashingProcess() {
        AtomicInteger launches = new AtomicInteger();
        supervisor.start(
                new ProcessSpec(
                        "worker",
                        shell("exit 1"),
                        Map.of(),
                        () -> false,
                        Signal.TERM,
                        launches::incrementAndGet));

        await().atMost(TIMEOUT).until(() -> launches.get() >= 2);
    }

    @Test
    void reportsAFailedPreparation() {
        supervisor.start(
                new ProcessSpec(
                        "worker",
                        shell("sleep 60"),
                        Map.of(),
                        () -> true,
                        Signal.TERM,
                        () -> {
                            throw new IllegalStateException("disk full");
                        }));

        assertThatThrownBy(() -> supervisor.awaitReady("worker", TIMEOUT))
                .isInstanceOf(StartFailed.class)
                .hasMessage("worker could not be started: disk full");
    }

    @Test
    void killsAProcessThatIgnoresTheStopSignal() {
        Path started = folder.resolve("started");
        ProcessHandle stubborn =
                ready(
                        worker("trap '' TERM; touch " + started + "; while :; do sleep 0.1; done"),
                        started);

        supervisor.stop("worker");

        assertThat(stubborn.isAlive()).isFalse();
        assertThat(forcedStops).containsExactly(true);
        assertThat(run.find("worker")).isEmpty();
    }

    /// Like a JVM, the process handles the stop signal, so the signal stays pending.
    @Test
    void killsAFrozenProcess() throws Exception {
        Path started = folder.resolve("started");
        ProcessHandle frozen =
                ready(
                        worker(
                                "trap 'exit' TERM; touch "
                                        + started
                                        + "; while :; do sleep 0.1; done"),
                        started);
        signal("STOP", frozen);

        supervisor.stop("worker");

        assertThat(frozen.isAlive()).isFalse();
        assertThat(forcedStops).containsExactly(true);
    }

    @Test
    void restartsAFrozenProcessThatIsKilled() throws Exception {
        ProcessHandle frozen = ready(worker("sleep 60"));
        signal("STOP", frozen);
        assertThat(supervisor.isReady("worker")).isTrue();

        frozen.destroyForcibly();

        await().atMost(TIMEOUT).until(() -> supervisor.restarts("worker") == 1);
    }

    @Test
    void stopsAProcessThatIsNotReadyYet() {
        supervisor.start(
                new ProcessSpec("worker", shell("sleep 60"), Map.of(), () -> false)
                        .withGracePeriod(TIMEOUT));
        await().atMost(TIMEOUT).until(() -> supervisor.process("worker").isPresent());
        ProcessHandle starting = supervisor.process("worker").orElseThrow();

        supervisor.stop("worker");

        assertThat(starting.isAlive()).isFalse();
        assertThat(forcedStops).containsExactly(false);
    }

    /// With the default action for SIGINT: a shell ignores it in the background jobs of a script,
    /// and the process would inherit that.
    @Test
    @EnabledOnOs(OS.LINUX)
    void stopsAProcessWithItsOwnSignal() {
        Path started = folder.resolve("started");
        Path marker = folder.resolve("marker");
        String script =
                "trap 'touch %s; exit' INT; touch %s; while :; do sleep 0.1; done"
                        .formatted(marker, started);
        List<String> command = List.of("env", "--default-signal=INT", "sh", "-c", script);
        ready(
                new ProcessSpec("worker", command, Map.of(), () -> true, Signal.INT, () -> {}),
                started);

        supervisor.stop("worker");

        assertThat(marker).exists();
        assertThat(forcedStops).containsExactly(false);
    }

    @Test
    void ignoresASecondStartOfTheSameName() {
        ProcessHandle first = ready(worker("sleep 60"));

        supervisor.start(worker("sleep 60"));

        assertThat(supervisor.process("worker")).contains(first);
    }

    /// Ctrl-C in a terminal reaches all processes of its session.
    @Test
    @EnabledOnOs(OS.LINUX)
    void runsEachProcessInASessionOfItsOwn() {
        ProcessHandle process = ready(worker("sleep 60"));

        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(session(process)).isEqualTo(process.pid()));
    }

    private ProcessHandle ready(ProcessSpec spec) {
        supervisor.start(spec);
        supervisor.awaitReady("worker", TIMEOUT);
        return supervisor.process("worker").orElseThrow();
    }

    /// Also waits until the script has installed its signal handler and created the file.
    private ProcessHandle ready(ProcessSpec spec, Path started) {
        ProcessHandle process = ready(spec);
        await().atMost(TIMEOUT).until(() -> Files.exists(started));
        return process;
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        int code =
                new ProcessBuilder(shell("kill -" + name + " " + process.pid())).start().waitFor();
        assertThat(code).isZero();
    }

    private static long session(ProcessHandle process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3]);
    }

    private static ProcessSpec worker(String script) {
        return new ProcessSpec("worker", shell(script), Map.of(), () -> true)
                .withGracePeriod(SHORT_GRACE_PERIOD);
    }

    private static List<String> shell(String script) {
        return List.of("sh", "-c", script);
    }

    private ProcessListener recordingListener() {
        return new ProcessListener() {
            @Override
            public void exited(String name, String reason, Duration delay) {
                delays.add(delay);
            }

            @Override
            public void stopped(String name, boolean forced) {
                forcedStops.add(forced);
            }
        };
    }
}
