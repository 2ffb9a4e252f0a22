package dev.quadrille.gateway.operator;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestHeader;
import tools.jackson.databind.JsonNode;

/// API contract of the dead letters of all services.
interface DeadLettersApi {

    @Operation(
            operationId = "listDeadLetters",
            summary = "List the dead letters of all services",
            description = "The 200 oldest of each service, oldest first.")
    @ApiResponse(
            responseCode = "200",
            description = "The dead letters, and the services that did not respond.",
            useReturnTypeSchema = true)
    ResponseEntity<Page> list(@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization)
            throws InterruptedException;

    /// The dead letters of all services, oldest first.
    ///
    /// @param unreachable the services that did not respond; the list lacks their dead letters
    record Page(
            @ArraySchema(schema = @Schema(ref = "#/components/schemas/DeadLetter"))
                    List<JsonNode> deadLetters,
            List<String> unreachable) {}
}
