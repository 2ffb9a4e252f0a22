package dev.quadrille.query.application.audit;

/// A violation.
///
/// @param subject an order id, a SKU or a service
/// @param text what differs
public record AuditFinding(AuditCheck check, String subject, String text) {

    /// The violation as one line.
    public String line() {
        return subject + ": " + text;
    }

    /// Whether both findings are about the same subject; their texts may differ.
    public boolean repeats(AuditFinding other) {
        return check == other.check && subject.equals(other.subject);
    }
}
