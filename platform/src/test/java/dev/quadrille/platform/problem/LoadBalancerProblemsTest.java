package dev.quadrille.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Compares the error responses of the cluster's load balancer with the problem types.
class LoadBalancerProblemsTest {

    private static final Path CONFIGURATION = Path.of("../docker/haproxy/haproxy.cfg");

    private static final Pattern ERROR =
            Pattern.compile(
                    "http-error status (\\d+) .*\"type\":\"/problems/([a-z-]+)\",\"title\":\"([^\"]+)\",\"status\":(\\d+)");

    @Test
    void usesTitlesOfProblemTypes() throws IOException {
        List<MatchResult> errors =
                ERROR.matcher(Files.readString(CONFIGURATION)).results().toList();
        assertThat(errors)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(error -> {
                    assertThat(error.group(3)).isEqualTo(typeOf(error).title());
                    assertThat(error.group(4)).isEqualTo(error.group(1));
                });
    }

    private static ProblemType typeOf(MatchResult error) {
        return ProblemType.valueOf(error.group(2).toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
