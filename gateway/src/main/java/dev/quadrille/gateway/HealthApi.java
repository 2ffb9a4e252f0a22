package dev.quadrille.gateway;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Map;
import org.springframework.http.ResponseEntity;

/// API contract of the public health check.
interface HealthApi {

    @Operation(operationId = "readHealth", summary = "Health check")
    @ApiResponse(
            responseCode = "200",
            description = "The gateway is up.",
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "503",
            description = "The gateway is down.",
            useReturnTypeSchema = true)
    ResponseEntity<Map<String, String>> health();
}
