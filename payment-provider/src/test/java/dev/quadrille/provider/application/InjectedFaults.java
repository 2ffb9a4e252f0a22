package dev.quadrille.provider.application;

import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.platform.fault.FaultPoints;
import java.util.EnumSet;
import java.util.Set;

/// Injects the chosen faults always, and counts the delays.
final class InjectedFaults implements FaultPoints {

    private final Set<Fault> injected = EnumSet.noneOf(Fault.class);
    private int delays;

    void inject(Fault fault) {
        injected.add(fault);
    }

    void clear() {
        injected.clear();
    }

    int delays() {
        return delays;
    }

    @Override
    public void pass(FaultPoint point) {}

    @Override
    public boolean injects(Fault fault) {
        return injected.contains(fault);
    }

    @Override
    public void delay(Fault fault) {
        delays += injected.contains(fault) ? 1 : 0;
    }
}
