package dev.quadrille.query.web;

import dev.quadrille.platform.problem.ProblemResponses;
import dev.quadrille.platform.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.util.MultiValueMap;

/// API contract of the list of orders.
interface OrderListApi {

    @Operation(
            operationId = "listOrders",
            summary = "List orders, newest first",
            description = "A customer's own orders; all orders for an operator.")
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            schema = @Schema(allowableValues = {"PLACED", "CONFIRMED", "CANCELLED"}))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "20"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description =
                    "The `next` of a response to the same query. Omit it for the first page;"
                            + " an empty one is refused.",
            schema = @Schema(type = "string", minLength = 1))
    @Parameter(
            name = "customer",
            in = ParameterIn.QUERY,
            description = "The customer; for operators only.",
            schema = @Schema(type = "string", minLength = 1, maxLength = 100))
    @ApiResponse(
            responseCode = "200",
            description = "A page of orders; `next` is null on the last one.",
            useReturnTypeSchema = true,
            headers = @Header(name = "ETag"))
    @ProblemResponses(ProblemType.INVALID_REQUEST)
    ResponseEntity<OrderListDocument> list(Jwt token, MultiValueMap<String, String> params);
}
