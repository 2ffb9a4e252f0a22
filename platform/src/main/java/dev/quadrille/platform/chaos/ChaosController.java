package dev.quadrille.platform.chaos;

import dev.quadrille.platform.chaos.ChaosToggles.FaultList;
import dev.quadrille.platform.chaos.ChaosToggles.FaultState;
import dev.quadrille.platform.security.Caller;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The faults of this process over HTTP. The gateway calls it for each instance of a service, and
/// does not route requests to it.
@RestController
@RequestMapping(ChaosController.PATH)
@PreAuthorize(Caller.IS_OPERATOR)
class ChaosController {

    static final String PATH = "/internal/chaos";

    private final ChaosToggles toggles;

    ChaosController(ChaosToggles toggles) {
        this.toggles = toggles;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<FaultList> list() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(toggles.list());
    }

    @PutMapping(path = "/{fault}", produces = MediaType.APPLICATION_JSON_VALUE)
    FaultState set(
            @PathVariable String fault,
            @RequestBody(required = false) @Valid @Nullable FaultRequest request) {
        return toggles.set(fault, request == null ? FaultRequest.DEFAULTS : request);
    }

    @DeleteMapping("/{fault}")
    ResponseEntity<Void> clear(@PathVariable String fault) {
        toggles.clear(fault);
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping
    ResponseEntity<Void> clearAll() {
        toggles.clear();
        return ResponseEntity.noContent().build();
    }
}
