package dev.quadrille.query.application.audit;

import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.messaging.audit.OrderDigest;
import dev.quadrille.messaging.audit.OrderRecords;
import dev.quadrille.query.application.audit.range.RangeWalk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Compares the stock of each SKU with the sum of its reservations.
///
/// Stock and reservations change together, so they are read in one snapshot. Ranges of finished
/// reservations at the beginning are counted once; the snapshot then covers only the reservations
/// after them. Each comparison checks for a limited time, in rotation, whether counted ranges are
/// unchanged. Not thread-safe.
final class StockComparison {

    private final int rangeSize;
    private final Duration recheck;
    private final Map<AuditRange, Counted> counted = new LinkedHashMap<>();
    private AuditRange rest = AuditRange.ALL;
    private int next;

    /// @param rangeSize the number of reservations per range
    /// @param recheck the time for counted ranges
    StockComparison(int rangeSize, Duration recheck) {
        this.rangeSize = rangeSize;
        this.recheck = recheck;
    }

    /// Compares the stock of all SKUs.
    ///
    /// @param pause waits before a suspected difference is read again
    AuditResult compare(AuditedSystem system, Runnable pause) {
        recheck(system.records(AuditSource.RESERVATIONS));
        List<StockBalance> balances = read(system);
        if (!findings(balances).isEmpty()) {
            // A reservation of a counted range may have changed.
            forgetFrom(AuditRange.ALL.after());
            pause.run();
            balances = read(system);
        }
        long pieces = balances.stream().mapToLong(StockBalance::delivered).sum();
        return AuditResult.of(
                AuditCheck.STOCK,
                "%,d SKUs, %,d pieces delivered".formatted(balances.size(), pieces),
                findings(balances));
    }

    private void recheck(OrderRecords reservations) {
        long start = System.nanoTime();
        List<AuditRange> ranges = List.copyOf(counted.keySet());
        for (int i = 0; i < ranges.size() && System.nanoTime() - start < recheck.toNanos(); i++) {
            AuditRange range = ranges.get(next++ % ranges.size());
            Counted known = counted.get(range);
            if (known != null
                    && !reservations.digest(range, 2 * rangeSize).equals(known.digest())) {
                forgetFrom(range.after());
            }
        }
    }

    /// Forgets the counted ranges that begin at this order or later.
    private void forgetFrom(UUID after) {
        List<AuditRange> forgotten =
                counted.keySet().stream().dropWhile(it -> !it.after().equals(after)).toList();
        forgotten.forEach(counted::remove);
        rest = AuditRange.ALL.from(after);
    }

    private List<StockBalance> read(AuditedSystem system) {
        RangeWalk.walk(
                system.records(AuditSource.RESERVATIONS),
                rest,
                rangeSize,
                (range, digest) -> {
                    boolean isFinished = digest.orders() == rangeSize && digest.open() == 0;
                    if (isFinished) {
                        counted.put(range, count(system, range, digest));
                        rest = rest.from(range.through());
                    }
                    return isFinished;
                });
        return system.stock(rest).stream().map(it -> withOrders(it, counted.values())).toList();
    }

    private static Counted count(AuditedSystem system, AuditRange range, OrderDigest digest) {
        Map<String, Pieces> pieces = new HashMap<>();
        system.stock(range)
                .forEach(it ->
                        pieces.put(
                                it.sku(), new Pieces(it.reservedByOrders(), it.shippedByOrders())));
        return new Counted(digest, pieces);
    }

    private static StockBalance withOrders(StockBalance balance, Collection<Counted> finished) {
        StockBalance sum = balance;
        for (Counted range : finished) {
            Pieces pieces = range.pieces().getOrDefault(balance.sku(), Pieces.NONE);
            sum = sum.plus(pieces.reserved(), pieces.shipped());
        }
        return sum;
    }

    private static List<AuditFinding> findings(List<StockBalance> balances) {
        List<AuditFinding> findings = new ArrayList<>();
        for (StockBalance stock : balances) {
            long sum = stock.available() + stock.reserved() + stock.shipped();
            require(findings, stock, "delivered", stock.delivered(), sum);
            require(findings, stock, "reserved", stock.reserved(), stock.reservedByOrders());
            require(findings, stock, "shipped", stock.shipped(), stock.shippedByOrders());
            if (Math.min(stock.available(), Math.min(stock.reserved(), stock.shipped())) < 0) {
                findings.add(
                        new AuditFinding(
                                AuditCheck.STOCK,
                                stock.sku(),
                                "available %d, reserved %d, shipped %d must not be negative"
                                        .formatted(
                                                stock.available(),
                                                stock.reserved(),
                                                stock.shipped())));
            }
        }
        return findings;
    }

    private static void require(
            List<AuditFinding> findings,
            StockBalance stock,
            String what,
            long actual,
            long expected) {
        if (actual != expected) {
            findings.add(
                    new AuditFinding(
                            AuditCheck.STOCK,
                            stock.sku(),
                            "%s is %d, must be %d, difference %d"
                                    .formatted(what, actual, expected, actual - expected)));
        }
    }

    private record Counted(OrderDigest digest, Map<String, Pieces> pieces) {}

    private record Pieces(long reserved, long shipped) {

        private static final Pieces NONE = new Pieces(0, 0);
    }
}
