package dev.quadrille.gateway.route;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.stereotype.Component;

/// Lets the service's span of a forwarded request be a child of the gateway's: a span of the call
/// between them would say the same once more, and put all steps of an order one level deeper. A
/// call that fails becomes an event of the gateway's span.
@Component
@Order(MicrometerTracingAutoConfiguration.SENDER_TRACING_OBSERVATION_HANDLER_ORDER - 1)
final class SpanlessCalls implements TracingObservationHandler<ClientRequestObservationContext> {

    private static final String FORWARDED = SpanlessCalls.class.getName();
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");

    private final Tracer tracer;
    private final Propagator propagator;

    SpanlessCalls(ObjectProvider<Tracer> tracers, ObjectProvider<Propagator> propagators) {
        this.tracer = tracers.getIfAvailable(() -> Tracer.NOOP);
        this.propagator = propagators.getIfAvailable(() -> Propagator.NOOP);
    }

    /// Marks a request that is forwarded.
    static void mark(ClientHttpRequest request) {
        request.getAttributes().put(FORWARDED, true);
    }

    @Override
    public boolean supportsContext(io.micrometer.observation.Observation.Context context) {
        return context instanceof ClientRequestObservationContext call
                && call.getCarrier() != null
                && call.getCarrier().getAttributes().containsKey(FORWARDED);
    }

    @Override
    public void onStart(ClientRequestObservationContext context) {
        io.micrometer.tracing.Span current = tracer.currentSpan();
        // Also read by the handler that keeps the metrics of the call.
        getTracingContext(context).setSpan(current);
        if (current != null) {
            propagator.inject(
                    current.context(),
                    Objects.requireNonNull(context.getCarrier()),
                    context.getSetter()::set);
        }
    }

    @Override
    public void onError(ClientRequestObservationContext context) {
        Throwable failure = context.getError();
        if (failure != null) {
            // Spring wraps each I/O failure in the same exception.
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            Span.current().addEvent("call failed", Attributes.of(TYPE, cause.getClass().getName()));
        }
    }

    @Override
    public void onEvent(
            io.micrometer.observation.Observation.Event event,
            ClientRequestObservationContext context) {}

    @Override
    public void onScopeOpened(ClientRequestObservationContext context) {}

    @Override
    public void onScopeClosed(ClientRequestObservationContext context) {}

    @Override
    public void onStop(ClientRequestObservationContext context) {}

    @Override
    public Tracer getTracer() {
        return tracer;
    }
}
