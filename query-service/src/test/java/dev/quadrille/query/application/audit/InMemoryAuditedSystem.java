package dev.quadrille.query.application.audit;

import static java.util.Objects.requireNonNull;

import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.messaging.audit.AuditedOrder;
import dev.quadrille.messaging.audit.AuditedProduct;
import dev.quadrille.messaging.audit.MessageBacklog;
import dev.quadrille.messaging.audit.OrderRecords;
import dev.quadrille.platform.Uuids;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A system in which every order is about one piece of one SKU for 499.00. Tests plant violations.
final class InMemoryAuditedSystem implements AuditedSystem {

    static final String SKU = "ESPRESSO-MACHINE";
    static final long PRICE = 49_900;

    final Set<String> unavailable = new HashSet<>();
    final Map<String, MessageBacklog> backlogs = new HashMap<>();
    long missingPieces;
    int stockReads;

    private final Map<AuditSource, InMemoryOrderRecords> records = new EnumMap<>(AuditSource.class);
    private final Map<CatalogCopy, AuditedProduct> products = new EnumMap<>(CatalogCopy.class);

    InMemoryAuditedSystem() {
        for (AuditSource source : AuditSource.values()) {
            records.put(source, new InMemoryOrderRecords());
        }
        for (CatalogCopy copy : CatalogCopy.values()) {
            list(copy, 2, PRICE);
        }
    }

    void list(CatalogCopy copy, long version, long price) {
        products.put(copy, new AuditedProduct(SKU, "Espresso machine", price, "EUR", version));
    }

    UUID confirmed() {
        UUID order = Uuids.next();
        put(AuditSource.READ_MODEL, order, "CONFIRMED", true, false, 0);
        put(AuditSource.ORDERS, order, "CONFIRMED", true, false, PRICE);
        put(AuditSource.RESERVATIONS, order, "COMMITTED", true, false, 7);
        put(AuditSource.PAYMENTS, order, "CHARGED", true, false, PRICE);
        put(AuditSource.SHIPMENTS, order, "BOOKED", true, false, 0);
        put(AuditSource.LEDGER, order, "charged", true, false, PRICE);
        return order;
    }

    UUID cancelled() {
        UUID order = Uuids.next();
        put(AuditSource.READ_MODEL, order, "CANCELLED", false, false, 0);
        put(AuditSource.ORDERS, order, "CANCELLED", false, false, PRICE);
        put(AuditSource.RESERVATIONS, order, "UNDONE", false, false, 7);
        put(AuditSource.PAYMENTS, order, "UNDONE", false, false, PRICE);
        put(AuditSource.SHIPMENTS, order, "REFUSED", false, false, 0);
        put(AuditSource.LEDGER, order, "charged and refunded", false, false, 0);
        return order;
    }

    /// An order that is charged and not yet shipped.
    UUID placed(long age) {
        UUID order = Uuids.next();
        put(AuditSource.READ_MODEL, order, "PLACED, unsettled", false, true, 0);
        of(AuditSource.ORDERS).put(new AuditedOrder(order, "PLACED", false, true, PRICE, age));
        put(AuditSource.RESERVATIONS, order, "RESERVED", false, true, 7);
        put(AuditSource.PAYMENTS, order, "CHARGED", true, false, PRICE);
        put(AuditSource.LEDGER, order, "charged", true, false, PRICE);
        return order;
    }

    void put(
            AuditSource source, UUID order, String state, boolean kept, boolean open, long amount) {
        of(source).put(new AuditedOrder(order, state, kept, open, amount, 0));
    }

    void remove(AuditSource source, UUID order) {
        of(source).remove(order);
    }

    int ordersRead() {
        return records.values().stream().mapToInt(InMemoryOrderRecords::ordersRead).sum();
    }

    private InMemoryOrderRecords of(AuditSource source) {
        return requireNonNull(records.get(source));
    }

    private void require(String process) {
        if (unavailable.contains(process)) {
            throw new AuditedProcessUnavailable(process, "status 503", new RuntimeException());
        }
    }

    @Override
    public OrderRecords records(AuditSource source) {
        require(source.process());
        return of(source);
    }

    @Override
    public void updateLedger() {
        require(AuditSource.LEDGER.process());
    }

    @Override
    public List<StockBalance> stock(AuditRange range) {
        require(AuditSource.RESERVATIONS.process());
        stockReads++;
        InMemoryOrderRecords reservations = of(AuditSource.RESERVATIONS);
        long reserved = reservations.in(AuditRange.ALL).filter(AuditedOrder::open).count();
        long shipped = reservations.in(AuditRange.ALL).filter(AuditedOrder::kept).count();
        return List.of(
                new StockBalance(
                        SKU,
                        100_000 - reserved - shipped,
                        reserved,
                        shipped - missingPieces,
                        100_000 - missingPieces,
                        reservations.in(range).filter(AuditedOrder::open).count(),
                        reservations.in(range).filter(AuditedOrder::kept).count()));
    }

    @Override
    public List<AuditedProduct> products(CatalogCopy copy) {
        require(copy.label());
        return new ArrayList<>(List.of(requireNonNull(products.get(copy))));
    }

    @Override
    public MessageBacklog backlog(String process) {
        require(process);
        return backlogs.getOrDefault(process, new MessageBacklog(0, 0, 0, 0));
    }
}
