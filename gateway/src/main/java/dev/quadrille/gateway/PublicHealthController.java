package dev.quadrille.gateway;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.quadrille.platform.security.PublicPaths;
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

/// Public health check. It returns the status only; all other Actuator endpoints are served on the
/// management port.
@RestController
class PublicHealthController implements HealthApi {

    private static final String PATH = "/actuator/health";

    /// The endpoint is public and not rate limited, and each check runs every health indicator.
    private static final Duration CACHE_TTL = Duration.ofSeconds(1);

    private final LoadingCache<String, Boolean> cachedUp;

    PublicHealthController(HealthEndpoint health) {
        this.cachedUp =
                Caffeine.newBuilder()
                        .expireAfterWrite(CACHE_TTL)
                        .build(_ -> Status.UP.equals(health.health().getStatus()));
    }

    @Bean
    static PublicPaths publicHealthPath() {
        return PublicPaths.of(PATH);
    }

    @Override
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Map<String, String>> health() {
        boolean up = cachedUp.get(PATH);
        return ResponseEntity.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(Map.of("status", up ? "UP" : "DOWN"));
    }
}
