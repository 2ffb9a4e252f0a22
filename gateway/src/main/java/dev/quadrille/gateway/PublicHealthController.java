package dev.quadrille.gateway;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.quadrille.platform.security.PublicPaths;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
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
class PublicHealthController {

    private static final String PATH = "/actuator/health";

    /// Anyone may ask at any rate, and an answer makes every indicator look.
    private static final Duration LIFE = Duration.ofSeconds(1);

    private final LoadingCache<String, Boolean> up;

    PublicHealthController(HealthEndpoint health) {
        this.up =
                Caffeine.newBuilder()
                        .expireAfterWrite(LIFE)
                        .build(_ -> Status.UP.equals(health.health().getStatus()));
    }

    @Bean
    static PublicPaths openHealth() {
        return PublicPaths.of(PATH);
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "readHealth", summary = "Ask whether the shop's door is open")
    @ApiResponse(responseCode = "200", description = "It is up.", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "503", description = "It is down.", useReturnTypeSchema = true)
    ResponseEntity<Map<String, String>> health() {
        boolean isUp = up.get(PATH);
        return ResponseEntity.status(isUp ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(Map.of("status", isUp ? "UP" : "DOWN"));
    }
}
