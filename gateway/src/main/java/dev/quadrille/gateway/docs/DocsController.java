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

/// Shows the API to anyone, at `/docs`; the document itself is at `/docs/openapi.json`.
@RestController
@Hidden
class DocsController {

    private static final Duration KEPT_BY_BROWSERS = Duration.ofHours(1);

    /// The page runs the scripts that come with it and no others, and talks to this gateway only.
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    /// Browsers ask for the last two by themselves. There is neither, and no token would help.
    @Bean
    static PublicPaths openDocs() {
        return PublicPaths.of("/", "/docs", "/docs/", "/docs/*", "/favicon.ico", "/robots.txt");
    }

    /// The host alone, or the page as if it were a folder.
    @GetMapping({"/", "/docs/"})
    ResponseEntity<Void> door() {
        return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/docs")).build();
    }

    @GetMapping("/docs")
    ResponseEntity<Resource> page() {
        return answer(DocsFile.PAGE);
    }

    @GetMapping("/docs/{name}")
    ResponseEntity<Resource> file(@PathVariable String name) {
        return DocsFile.named(name)
                .map(DocsController::answer)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "There is no such document."));
    }

    private static ResponseEntity<Resource> answer(DocsFile file) {
        return ResponseEntity.ok()
                .contentType(file.type())
                .cacheControl(CacheControl.maxAge(KEPT_BY_BROWSERS).cachePublic())
                .header("Content-Security-Policy", POLICY)
                .body(file.content());
    }
}
