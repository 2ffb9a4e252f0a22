package dev.quadrille.messaging.batching;

import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Handles a batch as a whole. After a definite failure it handles the items one by one, which
/// isolates the items that fail. Any other failure is thrown: the caller repeats the batch, so
/// handling an item must be idempotent.
///
/// @param isDefinite whether handling the same items again would fail again
/// @param work handles items together, or not at all
/// @param rejection receives each item that fails definitely on its own
/// @param <X> what handling may throw besides unchecked exceptions
public record BatchThenSingly<T, X extends Exception>(
        Predicate<Throwable> isDefinite, Work<T, X> work, Rejection<T> rejection) {

    private static final Logger LOG = LoggerFactory.getLogger(BatchThenSingly.class);

    public void handle(List<T> batch) throws X {
        try {
            work.handle(batch);
        } catch (RuntimeException | Error e) {
            if (!isDefinite.test(e)) {
                throw e;
            }
            LOG.info("handling a batch of {} one by one after a definite failure", batch.size());
            for (T item : batch) {
                handleAlone(item);
            }
        }
    }

    private void handleAlone(T item) throws X {
        try {
            work.handle(List.of(item));
        } catch (RuntimeException | Error e) {
            if (!isDefinite.test(e)) {
                throw e;
            }
            rejection.reject(item, e);
        }
    }

    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        void handle(List<T> items) throws X;
    }

    @FunctionalInterface
    public interface Rejection<T> {
        void reject(T item, Throwable failure);
    }
}
