package dev.quadrille.platform.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.fault.FaultPoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class FaultInjectorTest {

    private static final int TRIALS = 10_000;

    private final AdjustableClock clock = new AdjustableClock();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final FaultInjector faults =
            new FaultInjector(clock, new Random(4711)::nextDouble, meters);

    @Test
    void injectsNothingWhileNoFaultIsSet() {
        assertThat(faults.isIdle()).isTrue();
        assertThat(faults.injects(Fault.HTTP_ERROR)).isFalse();
        assertThat(faults.injects(Fault.REJECT, "bob")).isFalse();
        assertThatNoException().isThrownBy(() -> faults.pass(FaultPoint.DEDICATED_CONNECTION));
        assertThat(meters.find("quadrille.faults.injected").counter()).isNull();
    }

    @Test
    void endsAFaultByItsOwnClock() {
        set(Fault.HTTP_ERROR, new FaultRequest(null, null, 5, null));

        clock.advance(Duration.ofMillis(4999));
        assertThat(faults.injects(Fault.HTTP_ERROR)).isTrue();
        assertThat(meters.get("quadrille.faults.active").gauge().value()).isEqualTo(1);

        clock.advance(Duration.ofMillis(1));
        assertThat(faults.injects(Fault.HTTP_ERROR)).isFalse();
        assertThat(faults.active()).isEmpty();
        assertThat(meters.get("quadrille.faults.active").gauge().value()).isZero();
    }

    @Test
    void lastsOneMinuteByDefault() {
        set(Fault.HTTP_ERROR, FaultRequest.DEFAULTS);

        clock.advance(Duration.ofSeconds(59));
        assertThat(faults.injects(Fault.HTTP_ERROR)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(faults.injects(Fault.HTTP_ERROR)).isFalse();
    }

    @Test
    void injectsWithTheProbability() {
        set(Fault.HTTP_ERROR, new FaultRequest(0.3, null, null, null));

        long injected =
                IntStream.range(0, TRIALS).filter(_ -> faults.injects(Fault.HTTP_ERROR)).count();

        assertThat(injected).isBetween(2_800L, 3_200L);
        assertThat(
                        meters.get("quadrille.faults.injected")
                                .tag("fault", "http-error")
                                .counter()
                                .count())
                .isEqualTo((double) injected);
    }

    @Test
    void neverInjectsWithProbabilityZero() {
        set(Fault.HTTP_ERROR, new FaultRequest(0.0, null, null, null));

        assertThat(IntStream.range(0, TRIALS).noneMatch(_ -> faults.injects(Fault.HTTP_ERROR)))
                .isTrue();
    }

    @Test
    void affectsOnlyTheCustomerInScope() {
        set(Fault.REJECT, new FaultRequest(null, null, null, "bob"));

        assertThat(faults.injects(Fault.REJECT, "bob")).isTrue();
        assertThat(faults.injects(Fault.REJECT, "alice")).isFalse();
        assertThat(faults.inject(Fault.REJECT, Optional.empty())).isEmpty();
    }

    @Test
    void affectsAllCustomersWithoutAScope() {
        set(Fault.REJECT, FaultRequest.DEFAULTS);

        assertThat(faults.injects(Fault.REJECT, "alice")).isTrue();
        assertThat(faults.inject(Fault.REJECT, Optional.empty())).isPresent();
    }

    @Test
    void replacesAndClearsSettings() {
        set(Fault.REJECT, new FaultRequest(null, null, null, "bob"));
        set(Fault.REJECT, new FaultRequest(null, null, null, "alice"));
        set(Fault.HTTP_ERROR, FaultRequest.DEFAULTS);
        assertThat(faults.injects(Fault.REJECT, "bob")).isFalse();

        faults.clear(Fault.REJECT);
        assertThat(faults.active()).containsOnlyKeys(Fault.HTTP_ERROR);
        faults.clear();
        assertThat(faults.isIdle()).isTrue();
    }

    @Test
    void refusesConnectionsOutsideThePool() {
        set(Fault.DATABASE_DOWN, FaultRequest.DEFAULTS);

        assertThatExceptionOfType(DataAccessResourceFailureException.class)
                .isThrownBy(() -> faults.pass(FaultPoint.DEDICATED_CONNECTION));
        assertThatNoException().isThrownBy(() -> faults.pass(FaultPoint.RELAY_BEFORE_SEND));
    }

    private void set(Fault fault, FaultRequest request) {
        faults.set(fault, request.settings(clock.instant()));
    }
}
