package dev.quadrille.inventory.web;

import dev.quadrille.inventory.application.PutProduct;
import dev.quadrille.inventory.domain.Product;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.problem.Refuses;
import dev.quadrille.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
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
    // For an address that cannot be one, as one with a line break in it.
    @Refuses(ProblemType.NOT_FOUND)
    @Operation(
            operationId = "putProduct",
            summary = "List a product, or change its name or price",
            description = "A new product has no stock. What was ordered keeps its price.")
    @ApiResponse(
            responseCode = "200",
            description = "The product has this name and price.",
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "201",
            description = "The product is new.",
            useReturnTypeSchema = true,
            headers = @Header(name = "Location"))
    ResponseEntity<ProductDocument> put(
            @PathVariable String sku, @RequestBody @Valid ProductRequest request) {
        Product product = request.product(SkuPath.sku(sku).orElseThrow(ProductController::noSku));
        ResponseEntity.BodyBuilder answer =
                putProduct.put(product)
                        ? ResponseEntity.created(URI.create("/api/products/" + product.sku()))
                        : ResponseEntity.ok();
        return answer.body(ProductDocument.of(product));
    }

    private static Problem noSku() {
        return Problem.of(
                ProblemType.INVALID_REQUEST,
                "The address breaks a rule.",
                List.of(new Problem.FieldError("sku", "must be a SKU")));
    }
}
