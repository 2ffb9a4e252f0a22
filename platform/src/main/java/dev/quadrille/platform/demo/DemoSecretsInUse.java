package dev.quadrille.platform.demo;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// A process would start with public secrets and without the profile `demo`. The message names
/// settings, never their values.
final class DemoSecretsInUse extends RuntimeException {

    private final List<String> advice;

    DemoSecretsInUse(List<DemoSecret> secrets) {
        super(
                "Not set, or set to a public value: "
                        + secrets.stream()
                                .map(DemoSecret::property)
                                .collect(Collectors.joining(", ")));
        this.advice = secrets.stream().map(DemoSecret::advice).toList();
    }

    /// Explains on the console how to correct it.
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
                                                    + " every reader of the README.")),
                    cause);
        }
    }
}
