package dev.quadrille.gateway.docs;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.security.PublicPaths;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Serves the public API documentation: Swagger UI at `/docs`, the OpenAPI document at
/// `/docs/openapi.json`.
@RestController
@Hidden
class DocsController {

    private static final Duration BROWSER_CACHE_TTL = Duration.ofHours(1);

    /// The page may run only its own scripts and send requests only to this gateway.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    /// Browsers request the last two automatically. They do not exist: 404 is correct, not 401.
    @Bean
    static PublicPaths publicDocsPaths() {
        return PublicPaths.of("/", "/docs", "/docs/", "/docs/*", "/favicon.ico", "/robots.txt");
    }

    @GetMapping({"/", "/docs/"})
    ResponseEntity<Void> redirectToDocs() {
        return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/docs")).build();
    }

    @GetMapping("/docs")
    ResponseEntity<Resource> page() {
        return respond(DocsFile.PAGE);
    }

    @GetMapping("/docs/{name}")
    ResponseEntity<Resource> file(@PathVariable String name) {
        return DocsFile.named(name)
                .map(DocsController::respond)
                .orElseThrow(
                        () -> Problem.of(ProblemType.NOT_FOUND, "This document does not exist."));
    }

    private static ResponseEntity<Resource> respond(DocsFile file) {
        return ResponseEntity.ok()
                .contentType(file.type())
                .cacheControl(CacheControl.maxAge(BROWSER_CACHE_TTL).cachePublic())
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .body(file.content());
    }
}
