package dev.quadrille.provider.application;

import dev.quadrille.provider.domain.Charge;
import dev.quadrille.provider.domain.ChargeTerms;
import dev.quadrille.provider.domain.TestPaymentMethod;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Charges a card and simulates the failure that its method asks for. The failure comes before or
/// after the decision and its entry, never within; a key that is on record is answered without one.
public final class ChargeCard {

    static final int MOST_FAILED_KEYS = 10_000;

    private final Charges charges;
    private final Delay slowness;
    private final Set<String> failedOnce = newestKeys();

    public ChargeCard(Charges charges, Delay slowness) {
        this.charges = charges;
        this.slowness = slowness;
    }

    /// The state of the charge, or nothing if the answer is to be lost.
    ///
    /// @throws IdempotencyKeyConflict if the key was used with other terms
    /// @throws SimulatedOutage if this attempt fails and leaves nothing on record
    public Optional<Charge> charge(String key, ChargeTerms terms) {
        if (!charges.knows(key)) {
            stumble(key, terms.method());
        }
        Charges.Recorded recorded = charges.charge(key, terms);
        failedOnce.remove(key);
        boolean lost = recorded.now() && terms.method() == TestPaymentMethod.PM_TIMEOUT_CHARGED;
        return lost ? Optional.empty() : Optional.of(recorded.charge());
    }

    // Bounded, because a key that is voided before its second attempt is never removed. A key that
    // was forgotten fails once more.
    private static Set<String> newestKeys() {
        return Collections.synchronizedSet(
                Collections.newSetFromMap(
                        new LinkedHashMap<>() {
                            @Override
                            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                                return size() > MOST_FAILED_KEYS;
                            }
                        }));
    }

    private void stumble(String key, TestPaymentMethod method) {
        switch (method) {
            case PM_SLOW -> slowness.pass();
            case PM_ERROR_ONCE -> failFirst(key);
            case PM_OK, PM_DECLINED, PM_TIMEOUT_CHARGED -> {}
        }
    }

    private void failFirst(String key) {
        if (failedOnce.add(key)) {
            throw new SimulatedOutage();
        }
    }
}
