package dev.quadrille.platform.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;

/// The client that a request comes from, so that new traces can be limited for each client. Is
/// never recorded.
public final class TraceClient {

    private static final ContextKey<Integer> BUDGET = ContextKey.named("quadrille.trace.budget");

    private TraceClient() {}

    /// Makes the client known to the sampler, until the scope is closed.
    ///
    /// @param client differs between clients; need not be verified
    /// @param reads whether the request changes nothing: those have a budget of their own
    @SuppressWarnings("MustBeClosedChecker") // the caller closes it
    public static Scope enter(String client, boolean reads) {
        return Context.current()
                .with(BUDGET, 31 * client.hashCode() + Boolean.hashCode(reads))
                .makeCurrent();
    }

    /// Stands for the budget of the client's request; all requests of unknown clients share one.
    static int budget(Context context) {
        Integer budget = context.get(BUDGET);
        return budget == null ? 0 : budget;
    }
}
