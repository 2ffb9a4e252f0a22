package dev.quadrille.testsupport.parcel;

import dev.quadrille.messaging.Batch;

/// Lets a test delay a batch, or make it fail, after its states are loaded and before any decision.
@FunctionalInterface
public interface LoadHook {

    void afterLoad(Batch batch);
}
