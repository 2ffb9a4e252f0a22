package dev.quadrille.gateway.operator;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/// API contract of the circuit breakers.
interface BreakersApi {

    @Operation(
            operationId = "listBreakers",
            summary = "List the circuit breakers of this gateway",
            description =
                    "One per service. Each gateway has its own circuit breakers. An open breaker"
                            + " becomes half-open with the first call after its wait time.")
    @ApiResponse(
            responseCode = "200",
            description = "The circuit breakers.",
            useReturnTypeSchema = true)
    ResponseEntity<Breakers> breakers();

    @Schema(name = "Breakers")
    record Breakers(List<Breaker> breakers) {}

    /// State and last calls of one circuit breaker.
    ///
    /// @param failureRate percentage of the last calls; null if there were too few
    /// @param slowCallRate percentage of the last calls; null if there were too few
    /// @param calls the last calls, which determine the rates
    /// @param rejectedCalls since the last transition
    /// @param lastTransition null if there was none since the start
    @Schema(name = "Breaker")
    record Breaker(
            @Schema(example = "order-service") String name,
            @Schema(allowableValues = {"CLOSED", "OPEN", "HALF_OPEN"}) String state,
            @Nullable Float failureRate,
            @Nullable Float slowCallRate,
            int calls,
            int failedCalls,
            int slowCalls,
            long rejectedCalls,
            @Nullable Instant lastTransition) {}
}
