package dev.quadrille.order.web;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.core.exception.AcquirePermissionCancelledException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Admission control: a bulkhead in front of the connection pool. Virtual threads do not limit the
/// number of requests that wait for a connection, so this class does. It rejects excess requests
/// early with a retry hint, instead of letting them time out. It runs after the body has been read,
/// so that a slow client does not hold a permit.
@Component
class AdmissionControl {

    private static final int PERMITS_PER_CONNECTION = 4;
    private static final Duration MAX_WAIT = Duration.ofMillis(250);

    private final Bulkhead bulkhead;
    private final Counter rejected;

    AdmissionControl(
            @Value("${spring.datasource.hikari.maximum-pool-size}") int connections,
            MeterRegistry meters) {
        this.bulkhead =
                Bulkhead.of(
                        "admission-control",
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(PERMITS_PER_CONNECTION * connections)
                                .maxWaitDuration(MAX_WAIT)
                                .build());
        this.rejected = meters.counter("quadrille.admission.refused");
    }

    /// Runs the work if a permit is available.
    ///
    /// @throws Problem with a `Retry-After` header if no permit becomes available in time
    <T> T admit(Supplier<T> work) {
        try {
            return bulkhead.executeSupplier(work);
        } catch (BulkheadFullException | AcquirePermissionCancelledException _) {
            rejected.increment();
            throw Problem.retryLater(
                    ProblemType.UNAVAILABLE,
                    "The service is overloaded; nothing was changed.",
                    Duration.ofSeconds(1));
        }
    }
}
