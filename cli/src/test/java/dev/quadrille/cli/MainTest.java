package dev.quadrille.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.local.StackFailure;
import dev.quadrille.local.process.StartFailed;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void returnsTheExitCodeOfTheCommand() {
        assertThat(run(() -> 3)).isEqualTo(3);
        assertThat(printed()).isEmpty();
    }

    @Test
    void printsTheMessageOfAStackFailure() {
        assertThat(run(() -> fail(new StackFailure("Port 8080 is in use.")))).isOne();
        assertThat(printed()).isEqualTo("Port 8080 is in use.\n");
    }

    @Test
    void printsTheStackTraceOfAnUnexpectedException() {
        assertThat(run(() -> fail(new IllegalArgumentException("unsupported URI")))).isOne();
        assertThat(printed())
                .startsWith("Unexpected error. This is a bug in Quadrille:\n")
                .contains("IllegalArgumentException: unsupported URI", "MainTest.java");
    }

    @Test
    void reportsAnError() {
        assertThat(
                        run(() -> {
                            throw new StackOverflowError("deep");
                        }))
                .isOne();
        assertThat(printed()).contains("StackOverflowError: deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FATAL:  database files are incompatible with server",
                "org.apache.kafka.common.errors.InconsistentClusterIdException: other cluster"
            })
    void suggestsAResetForDamagedData(String line) {
        assertThat(run(() -> fail(startFailed(line)))).isOne();
        assertThat(printed()).contains("./quadrille reset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.IllegalArgumentException: No enum constant GroupType.CLASSIC",
                "FATAL:  could not create lock file \"postmaster.pid\": No space left on device"
            })
    void suggestsNoResetForOtherFailures(String line) {
        assertThat(run(() -> fail(startFailed(line)))).isOne();
        assertThat(printed()).contains(line).doesNotContain("reset");
    }

    private static StartFailed startFailed(String line) {
        return new StartFailed("kafka", "exited with code 1", List.of(line));
    }

    private static int fail(RuntimeException failure) {
        throw failure;
    }

    private int run(Callable<Integer> command) {
        return Main.run(command, new PrintStream(errors, true, UTF_8));
    }

    private String printed() {
        return errors.toString(UTF_8);
    }
}
