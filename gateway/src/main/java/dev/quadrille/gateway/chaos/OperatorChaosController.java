package dev.quadrille.gateway.chaos;

import dev.quadrille.platform.chaos.FaultRequest;
import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.security.Caller;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Lists, sets and clears the faults of all services, at every instance.
@RestController
@RequestMapping(path = "/api/chaos", produces = MediaType.APPLICATION_JSON_VALUE)
@PreAuthorize(Caller.IS_OPERATOR)
@Profile("chaos")
class OperatorChaosController implements ChaosApi {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final InstanceClient instances;

    OperatorChaosController(InstanceClient instances) {
        this.instances = instances;
    }

    @GetMapping
    @Override
    public ResponseEntity<FaultCatalog> list(
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization)
            throws InterruptedException {
        return uncached(
                FaultListing.of(
                        instances.send(ToggleCommand.list(), ChaosTarget.all(), authorization)));
    }

    @PutMapping("/{service}/{fault}")
    @Override
    public ResponseEntity<Acknowledgements> set(
            @PathVariable String service,
            @PathVariable String fault,
            @RequestBody(required = false) @Valid @Nullable FaultRequest request,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization)
            throws InterruptedException {
        FaultRequest settings = request == null ? FaultRequest.DEFAULTS : request;
        ChaosTarget target = target(service);
        Fault known = fault(fault);
        settings.requireApplicable(known);
        return send(ToggleCommand.set(known, settings), target, authorization);
    }

    @DeleteMapping("/{service}/{fault}")
    @Override
    public ResponseEntity<Acknowledgements> clear(
            @PathVariable String service,
            @PathVariable String fault,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization)
            throws InterruptedException {
        ChaosTarget target = target(service);
        return send(ToggleCommand.clear(Optional.of(fault(fault))), target, authorization);
    }

    @DeleteMapping
    @Override
    public ResponseEntity<Acknowledgements> clearAll(
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization)
            throws InterruptedException {
        return uncached(
                acknowledgements(
                        instances.send(
                                ToggleCommand.clear(Optional.empty()),
                                ChaosTarget.all(),
                                authorization)));
    }

    /// A partial failure is a success that names the instances without an acknowledgement.
    private ResponseEntity<Acknowledgements> send(
            ToggleCommand command, ChaosTarget target, String authorization)
            throws InterruptedException {
        List<InstanceReply> replies = instances.send(command, List.of(target), authorization);
        if (replies.stream().anyMatch(InstanceReply::isSuccess)) {
            return uncached(acknowledgements(replies));
        }
        if (replies.stream().anyMatch(InstanceReply::isUnsupported)) {
            throw Problem.of(
                    ProblemType.NOT_FOUND, target.name() + " does not support this fault.");
        }
        throw Problem.retryLater(
                ProblemType.UNAVAILABLE,
                "No instance of %s has acknowledged the request.".formatted(target.name()),
                RETRY_AFTER);
    }

    private static ChaosTarget target(String name) {
        return ChaosTarget.named(name)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "The service is unknown."));
    }

    private static Fault fault(String name) {
        return Fault.named(name)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "The fault is unknown."));
    }

    private static Acknowledgements acknowledgements(List<InstanceReply> replies) {
        return new Acknowledgements(
                replies.stream()
                        .map(reply ->
                                new Acknowledgement(
                                        reply.target().name(),
                                        reply.instance(),
                                        reply.isSuccess(),
                                        reply.isSuccess() ? null : reply.problem()))
                        .toList());
    }

    private static <T> ResponseEntity<T> uncached(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
