package dev.quadrille.query.web;

import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.security.PublicPaths;
import dev.quadrille.query.application.catalog.CatalogReplica;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// {@link ProductQueryController} without the cache, as the baseline of {@link CatalogSpeedIT}.
@TestComponent
@RestController
class UncachedProducts {

    private final CatalogReplica replica;

    UncachedProducts(CatalogReplica replica) {
        this.replica = replica;
    }

    @Bean
    static PublicPaths permitUncached() {
        return PublicPaths.toRead("/uncached/*");
    }

    @GetMapping("/uncached/{sku}")
    ResponseEntity<CatalogProductDocument> find(@PathVariable String sku) {
        CatalogProductDocument document =
                CatalogProductDocument.of(replica.find(new Sku(sku)).orElseThrow());
        return ResponseEntity.ok().eTag(document.tag()).body(document);
    }
}
