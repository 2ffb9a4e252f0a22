package dev.quadrille.inventory.web;

import dev.quadrille.inventory.application.PutProduct;
import dev.quadrille.inventory.application.PutProduct.Outcome;
import dev.quadrille.inventory.domain.Product;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.http.Preconditions;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemResponses;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/products", produces = MediaType.APPLICATION_JSON_VALUE)
@PreAuthorize(Caller.IS_OPERATOR)
class ProductController {

    private final PutProduct putProduct;

    ProductController(PutProduct putProduct) {
        this.putProduct = putProduct;
    }

    @PutMapping("/{sku}")
    // The web server returns 404 for an invalid path, such as a path with a line break.
    @ProblemResponses({ProblemType.NOT_FOUND, ProblemType.PRECONDITION_FAILED})
    @Operation(
            operationId = "putProduct",
            summary = "List a product, or change its name or price",
            description =
                    "A new product has no stock. Existing orders keep their prices. `If-Match` with"
                            + " the `ETag` of the product prevents lost updates. `If-None-Match: *`"
                            + " prevents a change of an existing product.")
    @ApiResponse(
            responseCode = "200",
            description = "The product is changed.",
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "201",
            description = "The product is created.",
            useReturnTypeSchema = true,
            headers = @Header(name = "Location"))
    ResponseEntity<ProductDocument> put(
            @PathVariable String sku,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
                    @Nullable String ifNoneMatch,
            @RequestBody @Valid ProductRequest request) {
        Product product =
                request.product(SkuPath.sku(sku).orElseThrow(ProductController::invalidSku));
        Preconditions preconditions = Preconditions.of(ifMatch, ifNoneMatch);
        Outcome outcome =
                putProduct.put(
                        product,
                        current ->
                                preconditions.hold(
                                        current.map(ProductDocument::of)
                                                .map(ProductDocument::tag)));
        return respond(outcome, product.sku()).body(ProductDocument.of(product));
    }

    private static ResponseEntity.BodyBuilder respond(Outcome outcome, Sku sku) {
        return switch (outcome) {
            case LISTED -> ResponseEntity.created(URI.create("/api/products/" + sku));
            case CHANGED -> ResponseEntity.ok();
            case PRECONDITION_FAILED ->
                    throw Problem.of(
                            ProblemType.PRECONDITION_FAILED,
                            "The condition of If-Match or If-None-Match is false; nothing was changed.");
        };
    }

    private static Problem invalidSku() {
        return Problem.of(
                ProblemType.INVALID_REQUEST,
                "The path is invalid.",
                List.of(new Problem.FieldError("sku", "must be a SKU")));
    }
}
