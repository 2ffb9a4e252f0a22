package dev.quadrille.gateway.chaos;

import dev.quadrille.platform.chaos.ChaosToggles;
import dev.quadrille.platform.chaos.FaultRequest;
import dev.quadrille.platform.fault.Fault;
import java.util.Optional;
import org.springframework.http.HttpMethod;

/// A request to one instance: to list, set or clear its faults.
///
/// @param fault empty for all faults
/// @param settings present only to set a fault
record ToggleCommand(HttpMethod method, Optional<Fault> fault, Optional<FaultRequest> settings) {

    private static final String PATH = "/internal/chaos";

    static ToggleCommand list() {
        return new ToggleCommand(HttpMethod.GET, Optional.empty(), Optional.empty());
    }

    static ToggleCommand set(Fault fault, FaultRequest settings) {
        return new ToggleCommand(HttpMethod.PUT, Optional.of(fault), Optional.of(settings));
    }

    static ToggleCommand clear(Optional<Fault> fault) {
        return new ToggleCommand(HttpMethod.DELETE, fault, Optional.empty());
    }

    String path() {
        return PATH + fault.map(it -> "/" + it.label()).orElse("");
    }

    /// Performs the request in this process and returns what an instance would respond.
    Object applyTo(ChaosToggles toggles) {
        if (method.equals(HttpMethod.GET)) {
            return toggles.list();
        }
        if (settings.isPresent()) {
            return toggles.set(fault.orElseThrow().label(), settings.get());
        }
        fault.ifPresentOrElse(it -> toggles.clear(it.label()), toggles::clear);
        return "";
    }
}
