package dev.quadrille.local.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.Component;
import dev.quadrille.local.Ports;
import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.process.pidfile.ProcessRecord;
import dev.quadrille.local.process.pidfile.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ProcessFaultsTest {

    @TempDir private Path home;
    private RunDirectory run;
    private ProcessFaults faults;
    private Process process;

    @BeforeEach
    void open() throws IOException {
        StackLayout layout = new StackLayout(Path.of(".."), home, Ports.offset(0));
        run = new RunDirectory(layout.run());
        faults = new ProcessFaults(layout);
        process = new ProcessBuilder("sleep", "60").start();
        run.save(ProcessRecord.of("kafka", process.toHandle(), 0));
    }

    @AfterEach
    void close() {
        process.destroyForcibly();
    }

    @Test
    void killsAProcess() throws InterruptedException {
        faults.kill("kafka");

        assertThat(process.waitFor()).isEqualTo(137);
        assertThat(run.isHeld("kafka")).isFalse();
    }

    @Test
    void suspendsAndResumesAProcess() {
        faults.freeze("kafka");
        await().until(() -> state().startsWith("T"));

        faults.thaw("kafka");
        await().until(() -> state().startsWith("S"));
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void restartsAProcessByStoppingIt() throws InterruptedException {
        faults.restart("kafka");

        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(run.isHeld("kafka")).isFalse();
    }

    @Test
    void holdsAStoppedProcess() throws InterruptedException {
        faults.stop(Component.KAFKA);

        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(run.isHeld("kafka")).isTrue();
        assertThatExceptionOfType(StackFailure.class)
                .isThrownBy(() -> faults.stop(Component.POSTGRES));
        assertThat(run.isHeld("postgres")).isFalse();
    }

    @Test
    void refusesWhatIsNotRunning() {
        assertThatExceptionOfType(StackFailure.class)
                .isThrownBy(() -> faults.kill("order-service"))
                .withMessageContaining("order-service is not running");
    }

    private String state() throws IOException {
        Process ps =
                new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(process.pid()))
                        .start();
        return new String(ps.getInputStream().readAllBytes(), UTF_8).strip();
    }
}
