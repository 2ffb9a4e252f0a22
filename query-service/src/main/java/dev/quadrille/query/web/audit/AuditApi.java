package dev.quadrille.query.web.audit;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.ResponseEntity;

/// API contract of the audit.
interface AuditApi {

    @Operation(
            operationId = "runAudit",
            summary = "Verify the guarantee of the system",
            description =
                    "Compares the records of all services and of the payment provider. Work in flight is"
                            + " no violation. A service that does not respond is named in the check"
                            + " that needs it; that check is not ok.")
    ResponseEntity<AuditDocument> run(String authorization);

    @Operation(
            operationId = "repairReadModel",
            summary = "Repair the read model",
            description =
                    "Runs the audit and projects the orders again from the log that the read model has"
                            + " wrong, at most 100. Repairs nothing else.")
    ResponseEntity<RepairDocument> repair(String authorization);
}
