package dev.quadrille.query.web.catalog;

import dev.quadrille.platform.problem.ProblemResponses;
import dev.quadrille.platform.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.ResponseEntity;

/// API contract of the products, as far as clients read them.
interface ProductQueryApi {

    @Operation(operationId = "listProducts", summary = "List all products")
    @ApiResponse(
            responseCode = "200",
            description = "All products.",
            useReturnTypeSchema = true,
            headers = @Header(name = "ETag"))
    ResponseEntity<ProductListDocument> list();

    @Operation(operationId = "readProduct", summary = "Read the name and price of a product")
    @ApiResponse(
            responseCode = "200",
            description = "The product.",
            useReturnTypeSchema = true,
            headers = @Header(name = "ETag"))
    @ProblemResponses(ProblemType.NOT_FOUND)
    ResponseEntity<CatalogProductDocument> find(String sku);
}
