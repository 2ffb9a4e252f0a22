package dev.quadrille.query.web.audit;

import dev.quadrille.orderflow.value.OrderId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/// The orders whose entries in the read model were projected again from the log.
@Schema(name = "AuditRepair")
record RepairDocument(List<RepairedOrder> repaired) {

    static RepairDocument of(Map<OrderId, String> repaired) {
        return new RepairDocument(
                repaired.entrySet().stream()
                        .map(it -> new RepairedOrder(it.getKey().toString(), it.getValue()))
                        .toList());
    }

    /// @param difference what was wrong
    @Schema(name = "RepairedOrder")
    record RepairedOrder(@Schema(format = "uuid") String orderId, String difference) {}
}
