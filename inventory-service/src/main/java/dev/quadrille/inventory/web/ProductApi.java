package dev.quadrille.inventory.web;

import dev.quadrille.platform.problem.ProblemResponses;
import dev.quadrille.platform.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/// API contract of changes to products.
interface ProductApi {

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
            String sku,
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            ProductRequest request);
}
