package dev.quadrille.local.process.pidfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessRecordTest {

    private final ProcessRecord own = ProcessRecord.of("test", ProcessHandle.current(), 0);

    @Test
    void findsItsRunningProcess() {
        assertThat(own.process()).contains(ProcessHandle.current());
    }

    @Test
    void ignoresAProcessWithTheSamePidAndAnotherStartTime() {
        ProcessRecord earlier =
                new ProcessRecord(
                        "test", own.pid(), own.startedAt().minus(Duration.ofMinutes(1)), 0);

        assertThat(earlier.isAlive()).isFalse();
    }

    @Test
    void isNotAliveAfterItsProcessHasEnded() throws IOException {
        Process process = new ProcessBuilder("sleep", "60").start();
        ProcessRecord record = ProcessRecord.of("test", process.toHandle(), 0);
        assertThat(record.isAlive()).isTrue();

        process.destroyForcibly();
        process.onExit().join();

        assertThat(record.isAlive()).isFalse();
    }

    @Test
    void waitsForTheExitOfItsProcess() throws IOException {
        Process process = new ProcessBuilder("sleep", "60").start();
        ProcessRecord record = ProcessRecord.of("test", process.toHandle(), 0);
        assertThat(record.awaitExit(Duration.ofMillis(1))).isFalse();

        process.destroyForcibly();

        assertThat(record.awaitExit(Duration.ofSeconds(20))).isTrue();
    }
}
