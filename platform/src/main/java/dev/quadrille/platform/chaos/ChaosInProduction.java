package dev.quadrille.platform.chaos;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// A process would start with both profiles `chaos` and `prod`.
final class ChaosInProduction extends RuntimeException {

    ChaosInProduction() {
        super("The profiles chaos and prod are both active.");
    }

    /// Explains on the console how to correct it.
    static final class Analyzer extends AbstractFailureAnalyzer<ChaosInProduction> {

        @Override
        protected @Nullable FailureAnalysis analyze(Throwable root, ChaosInProduction cause) {
            return new FailureAnalysis(
                    cause.getMessage(),
                    "Remove chaos from the active profiles (SPRING_PROFILES_ACTIVE): it lets"
                            + " operators inject faults.",
                    cause);
        }
    }
}
