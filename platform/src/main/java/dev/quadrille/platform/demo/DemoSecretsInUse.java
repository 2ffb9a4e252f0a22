package dev.quadrille.platform.demo;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// A process was about to start with what everybody knows, and without the profile `demo`. Names
/// settings and never their values.
final class DemoSecretsInUse extends RuntimeException {

    private final List<String> advice;

    DemoSecretsInUse(List<DemoSecret> secrets) {
        super(
                "Not set, or to a value that everybody knows: "
                        + secrets.stream()
                                .map(DemoSecret::property)
                                .collect(Collectors.joining(", ")));
        this.advice = secrets.stream().map(DemoSecret::advice).toList();
    }

    /// Says on the console what to do about it.
    static final class Analyzer extends AbstractFailureAnalyzer<DemoSecretsInUse> {

        @Override
        protected @Nullable FailureAnalysis analyze(Throwable root, DemoSecretsInUse cause) {
            return new FailureAnalysis(
                    cause.getMessage(),
                    cause.advice.stream()
                            .collect(
                                    Collectors.joining(
                                            "\n    ",
                                            "Set\n    ",
                                            "\nor start with the profile demo (SPRING_PROFILES_ACTIVE=demo), which is open to"
                                                    + " whoever reads the README.")),
                    cause);
        }
    }
}
