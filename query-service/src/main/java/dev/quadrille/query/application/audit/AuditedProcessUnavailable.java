package dev.quadrille.query.application.audit;

/// A process did not return its records, so the audit cannot check what depends on them.
@SuppressWarnings("serial") // never serialized
public final class AuditedProcessUnavailable extends RuntimeException {

    /// @param process the name of the process
    /// @param reason for people
    public AuditedProcessUnavailable(String process, String reason, Throwable cause) {
        super(process + " did not respond (" + reason + ")", cause);
    }
}
