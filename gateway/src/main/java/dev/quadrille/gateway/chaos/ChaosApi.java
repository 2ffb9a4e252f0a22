package dev.quadrille.gateway.chaos;

import dev.quadrille.platform.chaos.FaultRequest;
import dev.quadrille.platform.problem.ProblemResponses;
import dev.quadrille.platform.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;

/// API contract of the chaos toggles.
interface ChaosApi {

    @Operation(
            operationId = "listFaults",
            summary = "List the faults that can be injected",
            description =
                    "For each service, the faults that it supports, and where they are active. Only"
                            + " with the profile chaos.")
    @ApiResponse(
            responseCode = "200",
            description = "The faults of all services.",
            useReturnTypeSchema = true)
    ResponseEntity<FaultCatalog> list(
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization)
            throws InterruptedException;

    @Operation(
            operationId = "setFault",
            summary = "Inject a fault into all instances of a service",
            description =
                    "Replaces the settings of a fault that is active. The fault ends after its"
                            + " duration, by the clock of each instance, or when the instance"
                            + " restarts.")
    @ApiResponse(
            responseCode = "200",
            description = "At least one instance has set the fault.",
            useReturnTypeSchema = true)
    @ProblemResponses({ProblemType.NOT_FOUND, ProblemType.UNAVAILABLE})
    ResponseEntity<Acknowledgements> set(
            @PathVariable String service,
            @PathVariable String fault,
            @RequestBody(required = false) @Valid @Nullable FaultRequest request,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization)
            throws InterruptedException;

    @Operation(
            operationId = "clearFault",
            summary = "Clear a fault of all instances of a service",
            description = "Has no effect if the fault is not active.")
    @ApiResponse(
            responseCode = "200",
            description = "At least one instance has cleared the fault.",
            useReturnTypeSchema = true)
    @ProblemResponses({ProblemType.NOT_FOUND, ProblemType.UNAVAILABLE})
    ResponseEntity<Acknowledgements> clear(
            @PathVariable String service,
            @PathVariable String fault,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization)
            throws InterruptedException;

    @Operation(
            operationId = "clearFaults",
            summary = "Clear all faults of all services",
            description = "The response shows the instances that did not respond.")
    @ApiResponse(
            responseCode = "200",
            description = "What each instance responded.",
            useReturnTypeSchema = true)
    ResponseEntity<Acknowledgements> clearAll(
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization)
            throws InterruptedException;

    @Schema(name = "FaultCatalog")
    record FaultCatalog(List<ServiceFaults> services) {}

    /// The faults of one service.
    ///
    /// @param unreachable the instances that did not respond; the list lacks what is active there
    @Schema(name = "ServiceFaults")
    record ServiceFaults(
            @Schema(example = "order-service") String service,
            List<ListedFault> faults,
            List<String> unreachable) {}

    /// A fault that the service supports.
    ///
    /// @param customerScope whether the fault can be limited to one customer
    /// @param active the instances in which the fault is active
    @Schema(name = "ListedFault")
    record ListedFault(
            @Schema(example = "http-latency") String fault,
            String description,
            boolean customerScope,
            List<FaultAtInstance> active) {}

    /// The settings of a fault in one instance.
    ///
    /// @param customer null if all customers are affected
    @Schema(name = "FaultAtInstance")
    record FaultAtInstance(
            String instance,
            double probability,
            long delayMillis,
            @Nullable String customer,
            long secondsLeft) {}

    @Schema(name = "Acknowledgements")
    record Acknowledgements(List<Acknowledgement> acknowledgements) {}

    /// The response of one instance.
    ///
    /// @param detail why the instance has not acknowledged the request; null if it has
    @Schema(name = "Acknowledgement")
    record Acknowledgement(
            String service, String instance, boolean acknowledged, @Nullable String detail) {}
}
