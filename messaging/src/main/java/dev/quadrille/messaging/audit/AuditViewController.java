package dev.quadrille.messaging.audit;

import dev.quadrille.platform.security.Caller;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The audit views of this service. Internal: the gateway does not route to them.
@RestController
@RequestMapping(path = "/internal/audit", produces = MediaType.APPLICATION_JSON_VALUE)
@PreAuthorize(Caller.IS_OPERATOR)
class AuditViewController {

    private final AuditQueries queries;

    AuditViewController(AuditQueries queries) {
        this.queries = queries;
    }

    @GetMapping("/digest")
    OrderDigest digest(
            @RequestParam UUID after,
            @RequestParam UUID through,
            @RequestParam @Min(1) @Max(100_000) int limit) {
        return queries.digest(new AuditRange(after, through), limit);
    }

    @GetMapping("/orders")
    List<AuditedOrder> orders(
            @RequestParam UUID after,
            @RequestParam UUID through,
            @RequestParam @Min(1) @Max(1000) int limit) {
        return queries.orders(new AuditRange(after, through), limit);
    }

    @GetMapping("/products")
    List<AuditedProduct> products(
            @RequestParam String after, @RequestParam @Min(1) @Max(1000) int limit) {
        return queries.products(after, limit);
    }

    @GetMapping("/backlog")
    MessageBacklog backlog() {
        return queries.backlog();
    }
}
