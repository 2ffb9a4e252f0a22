package dev.quadrille.platform.chaos;

import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.http.AfterResponse;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The faults of this process, as an operator lists, sets and clears them.
public final class ChaosToggles {

    private static final Logger LOG = LoggerFactory.getLogger(ChaosToggles.class);

    private final String service;
    private final Set<Fault> supported = EnumSet.noneOf(Fault.class);
    private final FaultInjector faults;
    private final Clock clock;
    private final ProcessHalt process;

    ChaosToggles(
            String service,
            Collection<SupportedFaults> supported,
            FaultInjector faults,
            Clock clock,
            ProcessHalt process) {
        this.service = service;
        supported.forEach(it -> this.supported.addAll(it.faults()));
        this.faults = faults;
        this.clock = clock;
        this.process = process;
    }

    public FaultList list() {
        return new FaultList(service, supported.stream().map(this::state).toList());
    }

    /// Sets a fault, or replaces its settings. `crash` halts the process once, after its delay, and
    /// not before the response that acknowledges the request is complete. Throws a {@link Problem}
    /// if this process does not support the fault, or if it cannot be limited to a customer.
    public FaultState set(String name, FaultRequest request) {
        Fault fault = supported(name);
        request.requireApplicable(fault);
        FaultSettings settings = request.settings(clock.instant());
        faults.set(fault, settings);
        LOG.warn("fault {} is set: {}", fault.label(), settings);
        if (fault == Fault.CRASH) {
            AfterResponse.run(() -> haltAfter(settings.delay()));
        }
        return state(fault);
    }

    private void haltAfter(Duration delay) {
        Thread.ofVirtual()
                .name("crash")
                .start(() -> {
                    FaultInjector.sleep(delay);
                    if (faults.injects(Fault.CRASH)) {
                        process.halt(Fault.CRASH);
                    }
                });
    }

    /// Clears a fault; has no effect if it is not set. Throws a {@link Problem} if this process
    /// does not support it.
    public void clear(String name) {
        Fault fault = supported(name);
        faults.clear(fault);
        LOG.warn("fault {} is cleared", fault.label());
    }

    /// Clears all faults.
    public void clear() {
        faults.clear();
        LOG.warn("all faults are cleared");
    }

    private Fault supported(String name) {
        return Fault.named(name)
                .filter(supported::contains)
                .orElseThrow(() ->
                        Problem.of(
                                ProblemType.NOT_FOUND, "The service does not support this fault."));
    }

    private FaultState state(Fault fault) {
        Optional<ActiveFault> active = faults.active(fault).map(this::document);
        return new FaultState(
                fault.label(), fault.description(), fault.hasCustomerScope(), active.orElse(null));
    }

    private ActiveFault document(FaultSettings settings) {
        Duration left = Duration.between(clock.instant(), settings.until());
        return new ActiveFault(
                settings.probability(),
                settings.delay().toMillis(),
                settings.customer().orElse(null),
                left.plusMillis(999).toSeconds());
    }

    /// The faults of one process.
    public record FaultList(String service, List<FaultState> faults) {}

    /// A fault that a process supports.
    ///
    /// @param fault the name, such as `http-latency`
    /// @param active the settings; null if the fault is not set
    public record FaultState(
            String fault,
            String description,
            boolean customerScope,
            @Nullable ActiveFault active) {}

    /// The settings of a fault that is set.
    ///
    /// @param customer null if all customers are affected
    /// @param secondsLeft until the fault ends, rounded up
    public record ActiveFault(
            double probability, long delayMillis, @Nullable String customer, long secondsLeft) {}
}
