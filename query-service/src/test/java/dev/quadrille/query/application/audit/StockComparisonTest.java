package dev.quadrille.query.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.audit.AuditRange;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StockComparisonTest {

    private static final int RANGE = 10;

    private final InMemoryAuditedSystem system = new InMemoryAuditedSystem();
    private final StockComparison stock = new StockComparison(RANGE, Duration.ofMinutes(1));

    @BeforeEach
    void recordThreeRangesAndAHalf() {
        for (int i = 0; i < 35; i++) {
            system.confirmed();
        }
    }

    @Test
    void countsFinishedRangesOnce() {
        assertThat(compare().ok()).isTrue();
        assertThat(system.stockReads).isEqualTo(4);

        assertThat(compare().ok()).isTrue();
        assertThat(system.stockReads).isEqualTo(5);
    }

    @Test
    void countsAgainFromAChangedRangeOn() {
        UUID first =
                system.records(AuditSource.RESERVATIONS)
                        .orders(AuditRange.ALL, 1)
                        .getFirst()
                        .orderId();
        compare();
        system.put(AuditSource.RESERVATIONS, first, "UNDONE", false, false, 7);

        assertThat(compare().ok()).isTrue();
        assertThat(system.stockReads).isEqualTo(4 + 4);
    }

    @Test
    void findsMissingStockOfRememberedRanges() {
        compare();
        system.missingPieces = 2;

        assertThat(compare().violations())
                .containsExactly("ESPRESSO-MACHINE: shipped is 33, must be 35, difference -2");
    }

    private AuditResult compare() {
        return stock.compare(system, () -> {});
    }
}
