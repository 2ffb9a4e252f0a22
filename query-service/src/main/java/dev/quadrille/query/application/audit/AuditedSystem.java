package dev.quadrille.query.application.audit;

import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.messaging.audit.AuditedProduct;
import dev.quadrille.messaging.audit.MessageBacklog;
import dev.quadrille.messaging.audit.OrderRecords;
import java.util.List;

/// The records of all services and of the payment provider, as an operator may read them. Every
/// method throws {@link AuditedProcessUnavailable} if a process does not respond.
public interface AuditedSystem {

    /// The records of the ledger are those of its last update.
    OrderRecords records(AuditSource source);

    /// Copies the new entries of the provider's ledger.
    void updateLedger();

    /// The stock of each SKU and the reservations of a range of orders, in one snapshot.
    List<StockBalance> stock(AuditRange range);

    /// All products, by SKU.
    List<AuditedProduct> products(CatalogCopy copy);

    /// The unpublished and unhandled events of a service.
    ///
    /// @param process the name of a service
    MessageBacklog backlog(String process);

    /// The catalog and its replicas.
    enum CatalogCopy {
        INVENTORY_SERVICE("inventory-service"),
        ORDER_SERVICE("order-service"),
        QUERY_SERVICE_MEMORY("query-service"),
        QUERY_SERVICE_SNAPSHOT("snapshot of query-service");

        private final String label;

        CatalogCopy(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
