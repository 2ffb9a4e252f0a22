package dev.quadrille.platform.telemetry;

import io.micrometer.common.KeyValues;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.http.client.observation.DefaultClientRequestObservationConvention;

/// Names the span of an outgoing request by its method and the template of its path, such as `POST
/// /charges/{key}/void`; without a template, by the host.
final class HttpClientSpanNames extends DefaultClientRequestObservationConvention {

    private static final String NO_TEMPLATE = "none";

    @Override
    public String getContextualName(ClientRequestObservationContext context) {
        String template = uri(context).getValue();
        return method(context).getValue()
                + " "
                + (template.equals(NO_TEMPLATE) ? clientName(context).getValue() : template);
    }

    /// Adds the order that the caller has named as an attribute of the request.
    @Override
    public KeyValues getHighCardinalityKeyValues(ClientRequestObservationContext context) {
        KeyValues values = super.getHighCardinalityKeyValues(context);
        return context.getCarrier() != null
                        && context.getCarrier().getAttributes().get(OrderSpan.ORDER)
                                instanceof String order
                ? values.and(OrderSpan.ORDER, order)
                : values;
    }
}
