package dev.quadrille.query.web.audit;

import dev.quadrille.messaging.audit.AuditQueries;
import dev.quadrille.query.application.audit.LedgerCopy;
import dev.quadrille.query.application.catalog.CatalogGlobalTable;
import org.springframework.stereotype.Component;

/// What the audit reads in this process.
@Component
record LocalAuditRecords(AuditQueries queries, LedgerCopy ledger, CatalogGlobalTable catalog) {}
