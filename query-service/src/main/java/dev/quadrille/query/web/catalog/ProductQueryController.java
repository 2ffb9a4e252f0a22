package dev.quadrille.query.web.catalog;

import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.security.PublicPaths;
import dev.quadrille.query.application.catalog.CatalogGlobalTable;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Products are public and may be cached for a moment by any cache.
@RestController
@RequestMapping(path = ProductQueryController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class ProductQueryController implements ProductQueryApi {

    static final String PATH = "/api/products";

    private static final CacheControl FOR_A_MOMENT =
            CacheControl.maxAge(Duration.ofSeconds(5)).cachePublic().mustRevalidate();

    private final CatalogGlobalTable catalog;

    ProductQueryController(CatalogGlobalTable catalog) {
        this.catalog = catalog;
    }

    @Bean
    static PublicPaths openProducts() {
        return PublicPaths.toRead(PATH, PATH + "/*");
    }

    @GetMapping
    @Override
    public ResponseEntity<ProductListDocument> list() {
        ProductListDocument document = ProductListDocument.of(catalog.all());
        return ResponseEntity.ok().eTag(document.tag()).cacheControl(FOR_A_MOMENT).body(document);
    }

    @GetMapping("/{sku}")
    @Override
    public ResponseEntity<CatalogProductDocument> find(@PathVariable String sku) {
        CatalogProductDocument document =
                sku(sku).flatMap(catalog::find)
                        .map(CatalogProductDocument::of)
                        .orElseThrow(ProductQueryController::notFound);
        return ResponseEntity.ok().eTag(document.tag()).cacheControl(FOR_A_MOMENT).body(document);
    }

    private static Optional<Sku> sku(String text) {
        return text.matches(Sku.PATTERN) ? Optional.of(new Sku(text)) : Optional.empty();
    }

    private static Problem notFound() {
        return Problem.of(ProblemType.NOT_FOUND, "The product does not exist.");
    }
}
