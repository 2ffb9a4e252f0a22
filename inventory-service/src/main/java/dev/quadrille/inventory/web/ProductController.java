package dev.quadrille.inventory.web;

import dev.quadrille.inventory.application.PutProduct;
import dev.quadrille.inventory.application.PutProduct.Outcome;
import dev.quadrille.inventory.domain.Product;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.http.Preconditions;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.security.Caller;
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
class ProductController implements ProductApi {

    private final PutProduct putProduct;

    ProductController(PutProduct putProduct) {
        this.putProduct = putProduct;
    }

    @PutMapping("/{sku}")
    @Override
    public ResponseEntity<ProductDocument> put(
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
