package dev.quadrille.platform.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;

/// The client of a request, so that new traces can be limited per client. Never recorded.
public final class TraceClient {

    private static final ContextKey<Integer> BUDGET = ContextKey.named("quadrille.trace.budget");

    private TraceClient() {}

    /// Makes the client known to the sampler until the scope is closed.
    ///
    /// @param client differs between clients; need not be verified
    /// @param reads whether the request changes nothing: such requests have a budget of their own
    @SuppressWarnings("MustBeClosedChecker") // the caller closes it
    public static Scope enter(String client, boolean reads) {
        return Context.current()
                .with(BUDGET, 31 * client.hashCode() + Boolean.hashCode(reads))
                .makeCurrent();
    }

    /// The key of the client's budget; all requests of unknown clients share one.
    static int budget(Context context) {
        Integer budget = context.get(BUDGET);
        return budget == null ? 0 : budget;
    }
}
