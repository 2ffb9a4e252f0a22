package dev.quadrille.gateway.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Nobody issues tokens that this gateway could check.
final class MissingIssuer extends RuntimeException {

    MissingIssuer(List<String> properties) {
        super("Nobody issues tokens: " + String.join(" and ", properties) + " not set.");
    }

    /// Says on the console what to do about it.
    static final class Analyzer extends AbstractFailureAnalyzer<MissingIssuer> {

        @Override
        protected @Nullable FailureAnalysis analyze(Throwable root, MissingIssuer cause) {
            return new FailureAnalysis(
                    cause.getMessage(),
                    "Configure the issuer of tokens and the address of its keys, or start with the"
                            + " profile demo, which brings an authorization server of its own.",
                    cause);
        }
    }
}
