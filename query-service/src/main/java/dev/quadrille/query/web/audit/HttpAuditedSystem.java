package dev.quadrille.query.web.audit;

import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.messaging.audit.AuditedProduct;
import dev.quadrille.messaging.audit.MessageBacklog;
import dev.quadrille.messaging.audit.OrderRecords;
import dev.quadrille.query.application.audit.AuditSource;
import dev.quadrille.query.application.audit.AuditedSystem;
import dev.quadrille.query.application.audit.LedgerCopy;
import dev.quadrille.query.application.audit.StockBalance;
import dev.quadrille.query.application.catalog.CatalogProduct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.client.RestClient;

/// Reads the records of the services and of the provider over HTTP, and those of this service
/// directly.
final class HttpAuditedSystem implements AuditedSystem {

    /// The maximum that the provider and the audit views return.
    private static final int PAGE = 1000;

    private final RestClient http;
    private final AuditAddresses addresses;
    private final LocalAuditRecords local;
    private final String authorization;

    /// @param authorization the header of the operator's request, which is relayed to the services
    HttpAuditedSystem(
            RestClient http,
            AuditAddresses addresses,
            LocalAuditRecords local,
            String authorization) {
        this.http = http;
        this.addresses = addresses;
        this.local = local;
        this.authorization = authorization;
    }

    @Override
    public OrderRecords records(AuditSource source) {
        return switch (source) {
            case READ_MODEL -> local.queries();
            case LEDGER -> local.ledger();
            case ORDERS, RESERVATIONS, PAYMENTS, SHIPMENTS ->
                    new HttpOrderRecords(service(source.process()));
        };
    }

    private AuditedProcess service(String name) {
        return new AuditedProcess(http, name, addresses.of(name), Optional.of(authorization));
    }

    @Override
    public void updateLedger() {
        String name = AuditSource.LEDGER.process();
        AuditedProcess provider =
                new AuditedProcess(http, name, addresses.of(name), Optional.empty());
        List<LedgerCopy.Entry> entries;
        do {
            long position = local.ledger().position();
            entries =
                    provider.get(
                                    "/ledger",
                                    Map.of("after", position, "limit", PAGE),
                                    LedgerPage.class)
                            .entries();
            if (!entries.isEmpty()) {
                local.ledger().append(position, entries);
            }
        } while (entries.size() == PAGE);
    }

    @Override
    public List<StockBalance> stock(AuditRange range) {
        return service(AuditSource.RESERVATIONS.process())
                .list(
                        "/internal/audit/stock",
                        Map.of("after", range.after(), "through", range.through()),
                        StockBalance[].class);
    }

    @Override
    public List<AuditedProduct> products(CatalogCopy copy) {
        return switch (copy) {
            case INVENTORY_SERVICE, ORDER_SERVICE -> remoteProducts(service(copy.label()));
            case QUERY_SERVICE_MEMORY ->
                    local.catalog().all().stream().map(HttpAuditedSystem::product).toList();
            case QUERY_SERVICE_SNAPSHOT -> local.queries().products("", Integer.MAX_VALUE);
        };
    }

    private static List<AuditedProduct> remoteProducts(AuditedProcess service) {
        List<AuditedProduct> products = new ArrayList<>();
        List<AuditedProduct> page;
        do {
            String after = products.isEmpty() ? "" : products.getLast().sku();
            page =
                    service.list(
                            "/internal/audit/products",
                            Map.of("after", after, "limit", PAGE),
                            AuditedProduct[].class);
            products.addAll(page);
        } while (page.size() == PAGE);
        return products;
    }

    private static AuditedProduct product(CatalogProduct product) {
        return new AuditedProduct(
                product.sku().value(),
                product.name(),
                product.price().amount(),
                product.price().currency().getCurrencyCode(),
                product.version());
    }

    @Override
    public MessageBacklog backlog(String process) {
        return process.equals(AuditSource.READ_MODEL.process())
                ? local.queries().backlog()
                : service(process).get("/internal/audit/backlog", Map.of(), MessageBacklog.class);
    }

    record LedgerPage(List<LedgerCopy.Entry> entries) {}
}
