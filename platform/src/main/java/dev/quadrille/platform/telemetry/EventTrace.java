package dev.quadrille.platform.telemetry;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The trace context of an event. Both parts are W3C `traceparent`s.
///
/// @param parent the request that placed the order: the parent of each step's span; empty if
///   nothing is traced
/// @param cause the step that published the event, to which the next step's span links; empty if
///   that is the parent itself, or not recorded
public record EventTrace(Optional<String> parent, Optional<String> cause) {

    public static final EventTrace NONE = new EventTrace(Optional.empty(), Optional.empty());

    /// From two nullable columns.
    public static EventTrace of(@Nullable String parent, @Nullable String cause) {
        return parent == null
                ? NONE
                : new EventTrace(Optional.of(parent), Optional.ofNullable(cause));
    }

    /// For events that the request which placed the order publishes.
    public static EventTrace ofRequest(Optional<String> request) {
        return new EventTrace(request, Optional.empty());
    }

    /// For events that this step publishes: the same parent, caused by the step.
    public EventTrace causedBy(OrderSpan step) {
        return step.isRecorded() ? new EventTrace(parent, step.traceparent()) : this;
    }

    /// The parent of a call that the step makes later: the step, or the request if the step is not
    /// recorded.
    public Optional<String> step() {
        return cause.or(() -> parent);
    }
}
