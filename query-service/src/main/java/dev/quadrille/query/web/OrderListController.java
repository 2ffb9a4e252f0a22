package dev.quadrille.query.web;

import dev.quadrille.platform.security.Caller;
import dev.quadrille.query.application.OrderListing;
import dev.quadrille.query.application.OrderQueries;
import io.swagger.v3.oas.annotations.Parameter;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderListController implements OrderListApi {

    private final OrderQueries queries;

    OrderListController(OrderQueries queries) {
        this.queries = queries;
    }

    /// The caller's orders, or all orders for an operator, newest first.
    @Override
    @GetMapping(path = "/api/orders", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize(Caller.IS_ANYONE)
    public ResponseEntity<OrderListDocument> list(
            @AuthenticationPrincipal Jwt token,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> params) {
        OrderListing listing = ListingRequest.listing(params, Caller.of(token));
        OrderListDocument document = OrderListDocument.of(queries.list(listing), listing);
        return ResponseEntity.ok()
                .eTag(document.tag())
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(document);
    }
}
