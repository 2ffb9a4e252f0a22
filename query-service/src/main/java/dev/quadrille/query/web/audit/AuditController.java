package dev.quadrille.query.web.audit;

import dev.quadrille.platform.database.RequestDeadline;
import dev.quadrille.platform.security.Caller;
import dev.quadrille.query.application.audit.Audit;
import dev.quadrille.query.application.audit.AuditSettings;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/// Runs the audit with the token of the operator.
@RestController
@RequestMapping(path = "/api/audit", produces = MediaType.APPLICATION_JSON_VALUE)
@PreAuthorize(Caller.IS_OPERATOR)
class AuditController implements AuditApi {

    private final Audit audit;
    private final AuditSettings settings;
    private final RestClient http;
    private final AuditAddresses addresses;
    private final LocalAuditRecords local;

    AuditController(
            Audit audit,
            AuditSettings settings,
            RestClient auditClient,
            AuditAddresses addresses,
            LocalAuditRecords local) {
        this.audit = audit;
        this.settings = settings;
        this.http = auditClient;
        this.addresses = addresses;
        this.local = local;
    }

    @GetMapping
    @Override
    public ResponseEntity<AuditDocument> run(
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
        return noStore(AuditDocument.of(audit.run(system(authorization))));
    }

    @PostMapping("/repair")
    @Override
    public ResponseEntity<RepairDocument> repair(
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
        return noStore(RepairDocument.of(audit.repair(system(authorization))));
    }

    /// An audit takes longer than other requests.
    private HttpAuditedSystem system(String authorization) {
        RequestDeadline.postpone(settings.budget());
        return new HttpAuditedSystem(http, addresses, local, authorization);
    }

    private static <T> ResponseEntity<T> noStore(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
