package dev.quadrille.system.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quadrille.system.deployment.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Tests the Python client that the build generates, with a script. `-Dquadrille.python` sets an
/// interpreter that has the packages of `src/test/python/requirements.txt`; the test then must run.
/// Without it the test uses `python3`, and is skipped with a message if that lacks the packages.
class GeneratedPythonClientIT {

    private static final Path CLIENT = Path.of("target/generated-clients/python").toAbsolutePath();
    private static final Path SCRIPT = Path.of("src/test/python/place_and_follow.py");

    private final Optional<String> configuredPython =
            Optional.ofNullable(System.getProperty("quadrille.python"));
    private final String python = configuredPython.orElse("python3");

    @Test
    void scriptPlacesOrdersAndReadsTypedTimeline() throws Exception {
        assumeTrue(
                configuredPython.isPresent() || canImportClient(),
                GeneratedPythonClientIT::reportMissingPython);

        Run run = run(SCRIPT.toString(), RunningSystem.get().url());

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("CONFIRMED", "CANCELLED: PAYMENT_DECLINED");
    }

    private static String reportMissingPython() {
        String message =
                "NO PYTHON CLIENT: python3 with the packages of"
                        + " system-tests/src/test/python/requirements.txt is missing";
        System.out.println(message);
        return message;
    }

    private boolean canImportClient() throws InterruptedException {
        try {
            return run("-c", "import quadrille_client").exitCode() == 0;
        } catch (IOException noInterpreter) {
            return false;
        }
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(Path.of("target"), "python-client", ".log");
        ProcessBuilder builder = new ProcessBuilder(python).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().put("PYTHONPATH", CLIENT.toString());
        Process process = builder.redirectOutput(output.toFile()).start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        return new Run(process.exitValue(), Files.readString(output));
    }

    private record Run(int exitCode, String output) {}
}
