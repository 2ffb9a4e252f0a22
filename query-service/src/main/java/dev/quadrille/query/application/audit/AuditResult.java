package dev.quadrille.query.application.audit;

import java.util.List;
import java.util.stream.Stream;

/// The result of one check.
///
/// @param figure what was checked, in numbers
/// @param complete whether everything was checked
/// @param violations one line each; also says what could not be checked
public record AuditResult(
        AuditCheck check, String figure, boolean complete, List<String> violations) {

    public AuditResult {
        violations = List.copyOf(violations);
    }

    /// The result of a complete check.
    public static AuditResult of(AuditCheck check, String figure, List<AuditFinding> findings) {
        return new AuditResult(
                check,
                figure,
                true,
                findings.stream()
                        .filter(it -> it.check() == check)
                        .map(AuditFinding::line)
                        .toList());
    }

    /// The result of a check that needs a process that did not respond.
    static AuditResult notChecked(AuditCheck check, AuditedProcessUnavailable failure) {
        return new AuditResult(
                check,
                "not checked",
                false,
                List.of("could not be checked: " + failure.getMessage()));
    }

    /// The same result of a check that has not read everything.
    ///
    /// @param reason for people
    public AuditResult unfinished(String reason) {
        List<String> lines = Stream.concat(violations.stream(), Stream.of(reason)).toList();
        return new AuditResult(check, figure, false, lines);
    }

    public boolean ok() {
        return complete && violations.isEmpty();
    }
}
