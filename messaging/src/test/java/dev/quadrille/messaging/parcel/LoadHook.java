package dev.quadrille.messaging.parcel;

import dev.quadrille.messaging.Batch;

/// Where a test can hold a batch up, or break it: its states are loaded, nothing is decided yet.
@FunctionalInterface
public interface LoadHook {

    void pass(Batch batch);
}
