package dev.quadrille.gateway.upstream;

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

/// Suppresses the client span of forwarded requests: the span of the service becomes a direct child
/// of the gateway's server span. A client span would repeat the server span's data and add one
/// level to each trace. A failed call becomes an event of the server span.
@Component
@Order(MicrometerTracingAutoConfiguration.SENDER_TRACING_OBSERVATION_HANDLER_ORDER - 1)
final class ClientSpanSuppressor
        implements TracingObservationHandler<ClientRequestObservationContext> {

    private static final String FORWARDED = ClientSpanSuppressor.class.getName();
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");

    private final Tracer tracer;
    private final Propagator propagator;

    ClientSpanSuppressor(ObjectProvider<Tracer> tracers, ObjectProvider<Propagator> propagators) {
        this.tracer = tracers.getIfAvailable(() -> Tracer.NOOP);
        this.propagator = propagators.getIfAvailable(() -> Propagator.NOOP);
    }

    static void markForwarded(ClientHttpRequest request) {
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
        // The metrics handler of the call reads it too.
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
            // Spring wraps every I/O failure in the same exception type.
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
