package dev.quadrille.messaging.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditRangeTest {

    private static final UUID ORDER = UUID.fromString("01920000-0000-7000-8000-000000000000");
    private static final UUID NEXT = UUID.fromString("01920000-0000-7000-8000-000000000001");
    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    @Test
    void containsOneOrder() {
        AuditRange range = AuditRange.of(ORDER);

        assertThat(range.contains(ORDER)).isTrue();
        assertThat(range.contains(NEXT)).isFalse();
        assertThat(AuditRange.of(NEXT).contains(ORDER)).isFalse();
    }

    @Test
    void comparesIdsAsPostgresDoes() {
        assertThat(AuditRange.ALL.contains(LAST)).isTrue();
        assertThat(AuditRange.ALL.from(ORDER).contains(LAST)).isTrue();
        assertThat(AuditRange.ALL.upTo(ORDER).contains(LAST)).isFalse();
    }

    @Test
    void dividesWithoutOverlapAndGap() {
        assertThat(AuditRange.ALL.upTo(ORDER).contains(ORDER)).isTrue();
        assertThat(AuditRange.ALL.from(ORDER).contains(ORDER)).isFalse();
    }
}
