package dev.quadrille.query.web.audit;

import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.messaging.audit.AuditedOrder;
import dev.quadrille.messaging.audit.OrderDigest;
import dev.quadrille.messaging.audit.OrderRecords;
import java.util.List;
import java.util.Map;

/// The orders that another service has recorded, read from its audit views.
record HttpOrderRecords(AuditedProcess service) implements OrderRecords {

    @Override
    public OrderDigest digest(AuditRange range, int limit) {
        return service.get("/internal/audit/digest", page(range, limit), OrderDigest.class);
    }

    @Override
    public List<AuditedOrder> orders(AuditRange range, int limit) {
        return service.list("/internal/audit/orders", page(range, limit), AuditedOrder[].class);
    }

    private static Map<String, Object> page(AuditRange range, int limit) {
        return Map.of("after", range.after(), "through", range.through(), "limit", limit);
    }
}
