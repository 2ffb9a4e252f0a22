package dev.quadrille.gateway;

import dev.quadrille.platform.security.OpenPaths;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Map;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells anyone whether the gateway is up, and nothing more. All else of actuator stays on the
/// management port.
@RestController
class PublicHealth {

    private static final String PATH = "/actuator/health";

    private final HealthEndpoint health;

    PublicHealth(HealthEndpoint health) {
        this.health = health;
    }

    @Bean
    static OpenPaths openHealth() {
        return OpenPaths.of(PATH);
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "readHealth", summary = "Ask whether the shop's door is open")
    @ApiResponse(responseCode = "200", description = "It is up.", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "503", description = "It is down.", useReturnTypeSchema = true)
    ResponseEntity<Map<String, String>> health() {
        boolean up = Status.UP.equals(health.health().getStatus());
        return ResponseEntity.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(Map.of("status", up ? "UP" : "DOWN"));
    }
}
