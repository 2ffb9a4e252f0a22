package dev.quadrille.inventory.application;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A data migration at startup. It assigns the first version to products that were listed before
/// products had versions, and publishes them again. Every product in the catalog topic then has a
/// version.
@Component
class CatalogUpgrade implements ApplicationRunner {

    private final Products products;
    private final PutProduct putProduct;
    private final TransactionTemplate transaction;

    CatalogUpgrade(Products products, PutProduct putProduct, TransactionTemplate transaction) {
        this.products = products;
        this.putProduct = putProduct;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments args) {
        transaction.executeWithoutResult(_ -> products.lockUnversioned().forEach(putProduct::put));
    }
}
