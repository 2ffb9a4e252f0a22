package dev.quadrille.inventory.web;

import dev.quadrille.inventory.application.AuditedStock;
import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.platform.security.Caller;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The stock as the audit reads it. Internal: the gateway does not route to it.
@RestController
@PreAuthorize(Caller.IS_OPERATOR)
class StockAuditController {

    private final AuditedStock stock;

    StockAuditController(AuditedStock stock) {
        this.stock = stock;
    }

    @GetMapping(path = "/internal/audit/stock", produces = MediaType.APPLICATION_JSON_VALUE)
    List<AuditedStock.Balance> stock(@RequestParam UUID after, @RequestParam UUID through) {
        return stock.read(new AuditRange(after, through));
    }
}
