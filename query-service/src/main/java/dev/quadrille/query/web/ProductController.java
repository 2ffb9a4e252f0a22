package dev.quadrille.query.web;

import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.problem.Refuses;
import dev.quadrille.platform.security.OpenPaths;
import dev.quadrille.query.application.catalog.Catalog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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

/// Products are for anyone to see, and for any cache on the way to keep for a moment.
@RestController
@RequestMapping(path = ProductController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class ProductController {

    static final String PATH = "/api/products";

    private static final CacheControl FOR_A_MOMENT =
            CacheControl.maxAge(Duration.ofSeconds(5)).cachePublic().mustRevalidate();

    private final Catalog catalog;

    ProductController(Catalog catalog) {
        this.catalog = catalog;
    }

    @Bean
    static OpenPaths openProducts() {
        return OpenPaths.toRead(PATH, PATH + "/*");
    }

    @GetMapping
    @Operation(operationId = "listProducts", summary = "List what can be ordered")
    @ApiResponse(
            responseCode = "200",
            description = "All products.",
            useReturnTypeSchema = true,
            headers = @Header(name = "ETag"))
    ResponseEntity<ProductListDocument> list() {
        ProductListDocument document = ProductListDocument.of(catalog.all());
        return ResponseEntity.ok().eTag(document.tag()).cacheControl(FOR_A_MOMENT).body(document);
    }

    @GetMapping("/{sku}")
    @Operation(operationId = "readProduct", summary = "Read the name and price of a product")
    @ApiResponse(
            responseCode = "200",
            description = "The product.",
            useReturnTypeSchema = true,
            headers = @Header(name = "ETag"))
    @Refuses(ProblemType.NOT_FOUND)
    ResponseEntity<ProductDocument> find(@PathVariable String sku) {
        ProductDocument document =
                sku(sku).flatMap(catalog::find)
                        .map(ProductDocument::of)
                        .orElseThrow(ProductController::notFound);
        return ResponseEntity.ok().eTag(document.tag()).cacheControl(FOR_A_MOMENT).body(document);
    }

    private static Optional<Sku> sku(String text) {
        return text.matches(Sku.PATTERN) ? Optional.of(new Sku(text)) : Optional.empty();
    }

    private static Problem notFound() {
        return Problem.of(ProblemType.NOT_FOUND, "There is no such product.");
    }
}
