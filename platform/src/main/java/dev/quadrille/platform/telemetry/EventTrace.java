package dev.quadrille.platform.telemetry;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The trace context that travels with an event. Both parts are W3C `traceparent`s.
///
/// @param parent the request that placed the order: the parent of each step's span; empty where
///   nothing is traced
/// @param cause the step that published the event, to which the next step's span links; empty if
///   that is the parent itself, or not recorded
public record EventTrace(Optional<String> parent, Optional<String> cause) {

    public static final EventTrace NONE = new EventTrace(Optional.empty(), Optional.empty());

    /// As it is read from columns that may be empty.
    public static EventTrace of(@Nullable String parent, @Nullable String cause) {
        return parent == null
                ? NONE
                : new EventTrace(Optional.of(parent), Optional.ofNullable(cause));
    }

    /// Of what the request that placed the order publishes.
    public static EventTrace ofRequest(Optional<String> request) {
        return new EventTrace(request, Optional.empty());
    }

    /// The same order's, for what this step publishes.
    public EventTrace causedBy(OrderSpan step) {
        return step.isRecorded() ? new EventTrace(parent, step.traceparent()) : this;
    }

    /// Where a call belongs that a step makes later: to the step, or to the request if the step is
    /// not recorded.
    public Optional<String> step() {
        return cause.or(() -> parent);
    }
}
