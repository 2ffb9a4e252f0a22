package dev.quadrille.query.application.audit.order;

import dev.quadrille.query.application.audit.AuditCheck;
import dev.quadrille.query.application.audit.AuditResult;
import dev.quadrille.query.application.audit.order.OrderComparison.Result;
import dev.quadrille.query.application.audit.order.OrderComparison.Totals;
import java.util.List;

/// The results of the checks that compare orders.
public final class OrderResults {

    public static final List<AuditCheck> CHECKS =
            List.of(
                    AuditCheck.OUTCOMES,
                    AuditCheck.SETTLEMENT,
                    AuditCheck.MONEY,
                    AuditCheck.RESERVATIONS,
                    AuditCheck.SHIPMENTS);

    private OrderResults() {}

    public static List<AuditResult> of(Result comparison) {
        return CHECKS.stream().map(check -> result(check, comparison)).toList();
    }

    private static AuditResult result(AuditCheck check, Result comparison) {
        AuditResult result =
                AuditResult.of(
                        check,
                        figure(check, comparison.totals(), comparison.inFlight()),
                        comparison.findings());
        return comparison.unexamined() == 0
                ? result
                : result.unfinished(
                        "not finished: differences in %d further ranges of orders"
                                .formatted(comparison.unexamined()));
    }

    private static String figure(AuditCheck check, Totals totals, long inFlight) {
        return switch (check) {
            case OUTCOMES ->
                    "%,d orders, %,d confirmed, %,d cancelled, %,d placed"
                            .formatted(
                                    totals.orders(),
                                    totals.confirmed(),
                                    totals.orders() - totals.confirmed() - totals.open(),
                                    totals.open());
            case SETTLEMENT -> "%,d orders in flight".formatted(inFlight);
            case MONEY ->
                    "confirmed %s, charged - refunded %s"
                            .formatted(
                                    Amounts.format(totals.ordered()),
                                    Amounts.format(totals.charged()));
            default -> "%,d confirmed orders".formatted(totals.confirmed());
        };
    }
}
