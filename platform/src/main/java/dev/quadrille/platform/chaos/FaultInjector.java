package dev.quadrille.platform.chaos;

import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.platform.fault.FaultPoints;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.springframework.dao.DataAccessResourceFailureException;

/// Holds the active faults of this process and decides when one is injected. A fault ends by the
/// clock of this process. While none is active, a decision costs one volatile read.
///
/// Each injection is counted in `quadrille.faults.injected`, and recorded in the current span as
/// the attribute `chaos.fault` and an event with the name of the fault.
public final class FaultInjector implements FaultPoints {

    static final AttributeKey<String> ATTRIBUTE = AttributeKey.stringKey("chaos.fault");

    private final Clock clock;
    private final DoubleSupplier random;
    private final MeterRegistry meters;
    private volatile Map<Fault, FaultSettings> active = Map.of();

    /// @param random returns numbers from 0 (inclusive) to 1 (exclusive)
    public FaultInjector(Clock clock, DoubleSupplier random, MeterRegistry meters) {
        this.clock = clock;
        this.random = random;
        this.meters = meters;
        Gauge.builder("quadrille.faults.active", this, it -> it.active().size())
                .description("The number of faults that are set in this process.")
                .register(meters);
    }

    /// Sets a fault, or replaces its settings.
    public synchronized void set(Fault fault, FaultSettings settings) {
        Map<Fault, FaultSettings> next = copyOfActive();
        next.put(fault, settings);
        active = Map.copyOf(next);
    }

    public synchronized void clear(Fault fault) {
        Map<Fault, FaultSettings> next = copyOfActive();
        next.remove(fault);
        active = Map.copyOf(next);
    }

    public synchronized void clear() {
        active = Map.of();
    }

    private Map<Fault, FaultSettings> copyOfActive() {
        Map<Fault, FaultSettings> copy = new EnumMap<>(Fault.class);
        copy.putAll(active());
        return copy;
    }

    /// Whether no fault is set. A fault that has ended may still count as set.
    public boolean isIdle() {
        return active.isEmpty();
    }

    /// The faults that have not ended.
    public Map<Fault, FaultSettings> active() {
        if (active.isEmpty()) {
            return active;
        }
        Map<Fault, FaultSettings> current = new EnumMap<>(Fault.class);
        active.forEach((fault, settings) -> {
            if (!settings.hasEnded(clock.instant())) {
                current.put(fault, settings);
            }
        });
        return current;
    }

    /// The settings of a fault that has not ended.
    public Optional<FaultSettings> active(Fault fault) {
        Map<Fault, FaultSettings> current = active;
        return current.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(current.get(fault))
                        .filter(settings -> !settings.hasEnded(clock.instant()));
    }

    /// Decides whether the fault is injected now. Returns its settings if so, and records the
    /// injection.
    ///
    /// @param customer the customer to whom the affected work belongs; empty if it is not known
    public Optional<FaultSettings> inject(Fault fault, Optional<String> customer) {
        Optional<FaultSettings> settings =
                active(fault)
                        .filter(it -> it.appliesTo(customer))
                        .filter(it -> random.getAsDouble() < it.probability());
        settings.ifPresent(_ -> record(fault));
        return settings;
    }

    private void record(Fault fault) {
        meters.counter("quadrille.faults.injected", "fault", fault.label()).increment();
        Span.current()
                .setAttribute(ATTRIBUTE, fault.label())
                .addEvent(ATTRIBUTE.getKey() + "." + fault.label());
    }

    @Override
    public boolean injects(Fault fault) {
        return inject(fault, Optional.empty()).isPresent();
    }

    @Override
    public boolean injects(Fault fault, String customer) {
        return !active.isEmpty() && inject(fault, Optional.of(customer)).isPresent();
    }

    @Override
    public void delay(Fault fault) {
        inject(fault, Optional.empty()).map(FaultSettings::delay).ifPresent(FaultInjector::sleep);
    }

    /// Only connections outside the pool are affected here: crashes and faults of the pool are
    /// injected by Spring's interfaces for transactions and data sources.
    @Override
    public void pass(FaultPoint point) {
        if (point == FaultPoint.DEDICATED_CONNECTION) {
            delay(Fault.DATABASE_LATENCY);
            if (injects(Fault.DATABASE_DOWN)) {
                throw new DataAccessResourceFailureException(
                        FaultyDataSource.REFUSED_BY_INJECTED_FAULT);
            }
        }
    }

    /// Returns early if the thread is interrupted, and keeps the interrupt.
    public static void sleep(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
