package dev.quadrille.query.application.audit.range;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.messaging.audit.AuditedOrder;
import dev.quadrille.messaging.audit.OrderDigest;
import dev.quadrille.query.application.audit.InMemoryOrderRecords;
import dev.quadrille.query.application.audit.range.RememberedRanges.Visited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RememberedRangesTest {

    private static final Duration NO_TIME = Duration.ZERO;
    private static final Duration UNLIMITED = Duration.ofMinutes(1);

    private final InMemoryOrderRecords records = new InMemoryOrderRecords();
    private final RememberedRanges<Long> ranges = new RememberedRanges<>(10);
    private final List<Long> visited = new ArrayList<>();
    private final Set<Long> wrong = new HashSet<>();
    private int orders;

    @BeforeEach
    void recordTwoRangesAndAHalf() {
        record(25);
    }

    @Test
    void visitsEachRangeOnce() {
        assertThat(walk(NO_TIME)).containsExactly(0L, 10L, 20L);
        assertThat(visited).containsExactly(0L, 10L, 20L);
    }

    @Test
    void visitsOnlyNewRangesLater() {
        walk(NO_TIME);
        record(10);

        assertThat(walk(NO_TIME)).containsExactly(0L, 10L, 20L, 30L);
        assertThat(visited).containsExactly(20L, 30L);
    }

    @Test
    void visitsRangesThatAreNotVerifiedInEveryWalk() {
        wrong.add(0L);
        walk(NO_TIME);
        assertThat(walk(NO_TIME)).containsExactly(0L, 10L, 20L);
        assertThat(visited).containsExactly(0L, 20L);

        wrong.clear();
        walk(NO_TIME);
        walk(NO_TIME);
        assertThat(visited).containsExactly(20L);
    }

    @Test
    void visitsVerifiedRangesWithinTheTime() {
        walk(UNLIMITED);

        assertThat(walk(UNLIMITED)).containsExactly(0L, 10L, 20L);
        assertThat(visited).containsExactly(20L, 0L, 10L);
    }

    @Test
    void coversOrdersThatAreAddedToARememberedRange() {
        walk(NO_TIME);
        records.put(new AuditedOrder(id(5, 1), "CONFIRMED", true, false, 0, 0));

        List<Long> counts = new ArrayList<>();
        ranges.walk(
                records,
                UNLIMITED,
                (_, digest) -> {
                    counts.add(digest.orders());
                    return new Visited<>(0L, true);
                });
        assertThat(counts).containsExactly(5L, 11L, 10L);
    }

    private List<Long> walk(Duration recheck) {
        visited.clear();
        return ranges.walk(records, recheck, this::visit);
    }

    private Visited<Long> visit(AuditRange range, OrderDigest digest) {
        long first =
                range.after().equals(AuditRange.ALL.after())
                        ? 0
                        : range.after().getMostSignificantBits();
        visited.add(first);
        return new Visited<>(first, !wrong.contains(first));
    }

    private void record(int count) {
        for (int i = 0; i < count; i++) {
            records.put(new AuditedOrder(id(++orders, 0), "CONFIRMED", true, false, 0, 0));
        }
    }

    private static UUID id(int number, int further) {
        return new UUID(number, further);
    }
}
