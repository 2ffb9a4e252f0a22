package dev.quadrille.query.web.audit;

import dev.quadrille.query.application.audit.AuditResult;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// The result of an audit.
///
/// @param ok whether everything was checked and there are no violations
@Schema(name = "Audit")
record AuditDocument(boolean ok, List<Check> checks) {

    private static final int MOST_LINES = 100;

    static AuditDocument of(List<AuditResult> results) {
        return new AuditDocument(
                results.stream().allMatch(AuditResult::ok),
                results.stream().map(Check::of).toList());
    }

    /// The result of one check.
    ///
    /// @param figure what was checked, in numbers
    /// @param violations the first 100, one line each; also says what could not be checked
    /// @param violationCount the number of all violations
    @Schema(name = "AuditCheck")
    record Check(
            String name, boolean ok, String figure, int violationCount, List<String> violations) {

        private static Check of(AuditResult result) {
            return new Check(
                    result.check().label(),
                    result.ok(),
                    result.figure(),
                    result.violations().size(),
                    result.violations().stream().limit(MOST_LINES).toList());
        }
    }
}
