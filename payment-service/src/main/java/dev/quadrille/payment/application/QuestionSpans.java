package dev.quadrille.payment.application;

import dev.quadrille.payment.domain.Payment;
import dev.quadrille.payment.domain.ProviderAnswer;
import dev.quadrille.platform.telemetry.OrderSpan;
import dev.quadrille.platform.telemetry.OrderTraces;
import io.opentelemetry.api.trace.SpanKind;

/// Shows what was asked of the provider, in the trace of the order; its repetitions hang beneath.
record QuestionSpans(OrderTraces traces) {

    OrderSpan begin(DuePayment due) {
        String name =
                due.payment() instanceof Payment.VoidDue
                        ? "void at provider"
                        : "charge at provider";
        OrderSpan span = traces.begin(SpanKind.CLIENT, name, due.traceparent());
        return span.isRecorded() ? span.about(due.payment().orderId().toString()) : span;
    }

    /// What is unknown is no error of the order's, but it is what one looks for.
    void end(OrderSpan span, ProviderAnswer answer) {
        String outcome = answer.getClass().getSimpleName();
        span.with("outcome", outcome);
        if (answer instanceof ProviderAnswer.Unknown) {
            span.fail(outcome);
        }
        span.end();
    }
}
