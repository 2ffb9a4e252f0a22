package dev.quadrille.gateway;

import dev.quadrille.platform.limits.BufferedBodyFilter;
import org.springframework.core.Ordered;

/// All filters of the gateway, in the order in which a request passes them. Each constant is the
/// `@Order` value of one servlet filter of the gateway. The comments between the constants name the
/// filters of the platform module and of Spring that run at that point; those define their own
/// order. The filters of a route follow at the end.
///
/// Decision record: `docs/decisions/0006-webmvc-gateway.md`.
public final class GatewayFilters {

    /// `TraceContextStrippingFilter`: removes the trace context that a client sends; must run
    /// before Spring Boot's `ServerHttpObservationFilter`, which reads it.
    public static final int TRACE_CONTEXT_STRIPPING = Ordered.HIGHEST_PRECEDENCE;

    // HIGHEST_PRECEDENCE: CanonicalHeaders of the platform gives each header one spelling, and
    // Spring's CharacterEncodingFilter sets the encoding. They share the order of the filter above
    // because no lower value exists. Their relative order has no effect.

    // HIGHEST_PRECEDENCE + 1: ServerHttpObservationFilter of Spring Boot starts the server span.

    /// `StartupGateFilter`: answers 503 until the application is ready; runs inside the server
    /// span, so that the response has a trace id.
    public static final int STARTUP_GATE = Ordered.HIGHEST_PRECEDENCE + 2;

    /// `AddressRateLimitFilter`: applies the rate limits of the client address, before any work for
    /// the request.
    public static final int ADDRESS_RATE_LIMIT = Ordered.HIGHEST_PRECEDENCE + 5;

    // HIGHEST_PRECEDENCE + 10: RequestSizeFilter of the platform rejects large bodies and invalid
    // headers.

    // -105: RequestContextFilter of Spring binds the request to the thread.

    // -100: the filter chain of Spring Security authenticates the caller.

    /// `CustomerRateLimitFilter`: applies the rate limit of the authenticated caller.
    public static final int CUSTOMER_RATE_LIMIT = 0;

    // 3: HttpFaultFilter of the platform, with the profile chaos only.

    // BufferedBodyFilter.ORDER: BufferedBodyFilter of the platform reads the whole body.

    /// `ConcurrencyLimitFilter`: takes a permit after the body has arrived, so that slow clients
    /// hold no permits.
    public static final int CONCURRENCY_LIMIT = BufferedBodyFilter.ORDER + 5;

    // LOWEST_PRECEDENCE: WeightCalculatorFilter of Spring Cloud Gateway. No route has a weight.

    // DispatcherServlet: controllers, and the routes of `route.Routes`. Each route has, in order:
    //   1. `UpstreamFailureFilter` translates a failed call into a problem detail.
    //   2. `FallbackFilter`, where the route has one, calls order-service instead of query-service.
    //   3. `ResilienceFilter` applies retry, circuit breaker and bulkhead to each call, and sends
    // it
    //      to the instance that the `LoadBalancer` of the service chooses.
    //   4. `ProxyExchange` of `UpstreamHttpClients` sends the request, within the time limits.

    private GatewayFilters() {}
}
