/// Resilience of calls to the services, with Resilience4j: circuit breaker and bulkhead per
/// service, and retries within a budget. All settings are in one place, `quadrille.resilience`.
/// Must not know what a request is for.
@NullMarked
package dev.quadrille.gateway.resilience;

import org.jspecify.annotations.NullMarked;
