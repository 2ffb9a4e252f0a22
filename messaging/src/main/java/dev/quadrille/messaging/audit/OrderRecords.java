package dev.quadrille.messaging.audit;

import java.util.List;

/// The orders that one source has recorded, by order id (keyset pagination).
public interface OrderRecords {

    /// The checksum of the first orders of the range.
    OrderDigest digest(AuditRange range, int limit);

    /// The first orders of the range.
    List<AuditedOrder> orders(AuditRange range, int limit);
}
