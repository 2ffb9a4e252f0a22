package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.topics.TopicOffsets;
import dev.quadrille.orderflow.value.OrderId;
import java.util.Optional;

/// Compares the serving tables with a log and with the shadow tables. May take long.
public interface ModelComparison {

    /// The newest event of each partition in the serving tables.
    TopicOffsets newestServing();

    /// The events in the serving tables from before the beginning of this log.
    Missing servingBefore(TopicOffsets begin);

    /// The events in the serving tables from behind the end of this log.
    Missing servingBehind(TopicOffsets end);

    /// The events that the shadow tables lack, for the next slice of orders of the serving tables,
    /// by order id.
    ///
    /// @param after the last order of the previous slice; empty for the first slice
    /// @param end events at or behind it do not count
    Slice compare(Optional<OrderId> after, TopicOffsets end);

    /// The events that are missing in one set of tables.
    ///
    /// @param orders the orders of which at least one event is missing
    record Missing(long orders, long events) {

        public static final Missing NONE = new Missing(0, 0);

        public boolean isNone() {
            return equals(NONE);
        }

        public Missing plus(Missing other) {
            return new Missing(orders + other.orders, events + other.events);
        }

        @Override
        public String toString() {
            return "%d orders (%d events)".formatted(orders, events);
        }
    }

    /// The result of comparing some orders.
    ///
    /// @param last the last compared order; empty if there are no further orders
    record Slice(Optional<OrderId> last, Missing missing) {}
}
