package dev.quadrille.query.web;

import dev.quadrille.orderapi.OrderDocument;
import dev.quadrille.platform.problem.ProblemResponses;
import dev.quadrille.platform.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.Jwt;

/// API contract of an order in the read model.
interface OrderQueryApi {

    @Operation(
            operationId = "readOrder",
            summary = "Read an order",
            description =
                    "With `Prefer: wait=N` the response is delayed until the order is settled, for N"
                            + " seconds at most. What the read model does not have yet comes from"
                            + " order-service, and says so in `Quadrille-Source`.")
    @ApiResponse(
            responseCode = "200",
            description = "The order.",
            useReturnTypeSchema = true,
            headers = {@Header(name = "ETag"), @Header(name = "Preference-Applied")})
    @ProblemResponses(ProblemType.NOT_FOUND)
    ResponseEntity<OrderDocument> find(Jwt token, String id, @Nullable List<String> prefer)
            throws InterruptedException;

    @Operation(
            operationId = "readTimeline",
            summary = "Read the timeline of an order",
            description = "The events of the order, in the order of the log.")
    @ApiResponse(
            responseCode = "200",
            description = "The events.",
            useReturnTypeSchema = true,
            headers = @Header(name = "ETag"))
    @ProblemResponses(ProblemType.NOT_FOUND)
    ResponseEntity<TimelineDocument> timeline(Jwt token, String id);
}
