package dev.quadrille.query.web.rebuild;

import dev.quadrille.platform.problem.ProblemResponses;
import dev.quadrille.platform.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.ResponseEntity;

/// API contract of the read model and its rebuild.
interface ReadModelApi {

    @Operation(
            operationId = "readReadModel",
            summary = "Read the state of the read model",
            description =
                    "Lag and rebuild progress. Values that need the broker are null while it does not respond.")
    ResponseEntity<ReadModelDocument> find();

    @Operation(
            operationId = "rebuildReadModel",
            summary = "Rebuild the read model from the log",
            description = "Rebuilds into shadow tables and swaps when caught up.")
    @ApiResponse(
            responseCode = "202",
            description = "The rebuild is requested.",
            useReturnTypeSchema = true,
            headers = @Header(name = "Location"))
    @ProblemResponses(ProblemType.REBUILD_UNDER_WAY)
    ResponseEntity<ReadModelDocument> rebuild();

    @Operation(
            operationId = "cancelRebuild",
            summary = "Cancel the rebuild of the read model",
            description =
                    "The model that serves stays. Where no rebuild is under way, for example because it"
                            + " has just ended, the answer is 404.")
    @ApiResponse(
            responseCode = "202",
            description = "The rebuild is cancelled; its process stops within one page of the log.",
            useReturnTypeSchema = true,
            headers = @Header(name = "Location"))
    @ProblemResponses(ProblemType.NOT_FOUND)
    ResponseEntity<ReadModelDocument> cancel();
}
