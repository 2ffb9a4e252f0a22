package dev.quadrille.messaging.deadletter.web;

import dev.quadrille.platform.problem.ProblemResponses;
import dev.quadrille.platform.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.ResponseEntity;

/// API contract of the commands for a dead letter.
interface DeadLetterCommandsApi {

    @Operation(
            operationId = "replayDeadLetter",
            summary = "Replay a dead letter",
            description =
                    "Handles the event again, then the events of its order that are parked behind it."
                            + " Idempotent.")
    @ApiResponse(
            responseCode = "204",
            description = "The event was handled. The dead letter is removed from the list.")
    @ProblemResponses({ProblemType.NOT_FOUND, ProblemType.STILL_FAILING})
    ResponseEntity<Void> replay(String name, String id);

    @Operation(
            operationId = "discardDeadLetter",
            summary = "Discard a dead letter",
            description =
                    "The event is never handled. The events parked behind it are handled. An event that"
                            + " fails then becomes a dead letter itself.")
    @ApiResponse(responseCode = "204", description = "The dead letter is removed.")
    @ProblemResponses(ProblemType.NOT_FOUND)
    ResponseEntity<Void> discard(String name, String id);
}
