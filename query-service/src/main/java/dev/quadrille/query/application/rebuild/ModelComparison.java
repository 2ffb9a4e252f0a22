package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.reader.TopicOffsets;
import dev.quadrille.orderflow.value.OrderId;
import java.util.Optional;

/// Compares the serving set with a log and with the spare set. May take long.
public interface ModelComparison {

    /// The newest event that the serving set has of each partition.
    TopicOffsets newestServing();

    /// What the serving set has from before the beginning of this log.
    Missing servingBefore(TopicOffsets begin);

    /// What the serving set has from behind the end of this log.
    Missing servingBehind(TopicOffsets end);

    /// What the spare set lacks of the next orders of the serving set, in the order of their ids.
    ///
    /// @param after the last order of the slice before; empty for the first slice
    /// @param end events at or behind it do not count
    Slice compare(Optional<OrderId> after, TopicOffsets end);

    /// How much one set has and another has not.
    ///
    /// @param orders of which at least one event is missing
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

    /// What a comparison of some orders has found.
    ///
    /// @param last its last order; empty if there are no further orders
    record Slice(Optional<OrderId> last, Missing missing) {}
}
