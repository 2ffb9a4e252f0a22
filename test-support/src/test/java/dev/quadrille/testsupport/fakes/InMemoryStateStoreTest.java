package dev.quadrille.testsupport.fakes;

import dev.quadrille.messaging.StateStore;
import dev.quadrille.orderflow.value.OrderId;
import java.util.function.Consumer;

class InMemoryStateStoreTest extends StateStoreContract<InMemoryStateStoreTest.Steps> {

    private final InMemoryStateStore<Steps> store = new InMemoryStateStore<>(this::unknown);

    record Steps(OrderId order, int taken) {}

    @Override
    protected void transaction(Consumer<StateStore<Steps>> work) {
        work.accept(store);
    }

    @Override
    protected Steps unknown(OrderId order) {
        return new Steps(order, 0);
    }

    @Override
    protected Steps next(Steps state) {
        return new Steps(state.order(), state.taken() + 1);
    }
}
