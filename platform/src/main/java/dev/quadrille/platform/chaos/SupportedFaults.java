package dev.quadrille.platform.chaos;

import dev.quadrille.platform.fault.Fault;
import java.util.Set;

/// The faults that one part of the process can simulate, declared as a bean.
public record SupportedFaults(Set<Fault> faults) {

    public SupportedFaults {
        faults = Set.copyOf(faults);
    }

    public static SupportedFaults of(Fault... faults) {
        return new SupportedFaults(Set.of(faults));
    }
}
