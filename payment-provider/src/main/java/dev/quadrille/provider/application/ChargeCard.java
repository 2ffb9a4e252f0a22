package dev.quadrille.provider.application;

import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.fault.FaultPoints;
import dev.quadrille.provider.domain.Charge;
import dev.quadrille.provider.domain.ChargeTerms;
import dev.quadrille.provider.domain.TestPaymentMethod;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Charges a card and simulates failures: that of its test payment method, and injected faults. A
/// failure occurs before or after the charge is recorded, never in between. A recorded key causes
/// no further failure.
public final class ChargeCard {

    static final int MAX_FAILED_KEYS = 10_000;

    private final Charges charges;
    private final Delay slowResponse;
    private final FaultPoints faults;
    private final Set<String> failedOnce = boundedKeySet();

    public ChargeCard(Charges charges, Delay slowResponse, FaultPoints faults) {
        this.faults = faults;
        this.charges = charges;
        this.slowResponse = slowResponse;
    }

    /// Returns the state of the charge, or empty if the response must be dropped.
    ///
    /// @throws IdempotencyKeyConflict if the key was used with other terms
    /// @throws SimulatedOutage if this attempt fails without a ledger entry
    public Optional<Charge> charge(String key, ChargeTerms terms) {
        faults.delay(Fault.LATENCY);
        if (faults.injects(Fault.ERROR)) {
            throw new SimulatedOutage();
        }
        if (!charges.exists(key)) {
            simulateFailureBefore(key, terms.method());
        }
        Charges.Recorded recorded =
                faults.injects(Fault.DECLINE)
                        ? charges.decline(key, terms)
                        : charges.charge(key, terms);
        failedOnce.remove(key);
        return recorded.isNew() && losesResponse(terms.method())
                ? Optional.empty()
                : Optional.of(recorded.charge());
    }

    private boolean losesResponse(TestPaymentMethod method) {
        return method == TestPaymentMethod.PM_TIMEOUT_CHARGED || faults.injects(Fault.LOST_ANSWER);
    }

    // Bounded, because a key that is voided before its second attempt is never removed. An evicted
    // key fails once more.
    private static Set<String> boundedKeySet() {
        return Collections.synchronizedSet(
                Collections.newSetFromMap(
                        new LinkedHashMap<>() {
                            @Override
                            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                                return size() > MAX_FAILED_KEYS;
                            }
                        }));
    }

    private void simulateFailureBefore(String key, TestPaymentMethod method) {
        switch (method) {
            case PM_SLOW -> slowResponse.await();
            case PM_ERROR_ONCE -> failFirstAttempt(key);
            case PM_OK, PM_DECLINED, PM_TIMEOUT_CHARGED -> {}
        }
    }

    private void failFirstAttempt(String key) {
        if (failedOnce.add(key)) {
            throw new SimulatedOutage();
        }
    }
}
