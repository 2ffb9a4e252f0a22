package dev.quadrille.query.web;

import dev.quadrille.platform.security.Caller;
import dev.quadrille.query.application.OrderListing;
import dev.quadrille.query.application.ReadModel;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderListController {

    private final ReadModel model;

    OrderListController(ReadModel model) {
        this.model = model;
    }

    /// The caller's orders, or for an operator everybody's, newest first.
    @GetMapping("/api/orders")
    @PreAuthorize(Caller.IS_ANYONE)
    ResponseEntity<OrderListDocument> list(
            @AuthenticationPrincipal Jwt token,
            @RequestParam MultiValueMap<String, String> params) {
        OrderListing listing = ListingRequest.listing(params, Caller.of(token));
        OrderListDocument document = OrderListDocument.of(model.list(listing), listing);
        return ResponseEntity.ok()
                .eTag(document.tag())
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(document);
    }
}
