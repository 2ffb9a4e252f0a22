package dev.quadrille.order.web;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The door in front of the connection pool. Virtual threads put no limit on how many requests wait
/// for a connection, so this does: who could not be served soon is refused at once and may come
/// again, instead of waiting for long and in vain. A request comes here when its body has been
/// read, so that a slow client holds up nobody.
@Component
class AdmissionControl {

    private static final int PER_CONNECTION = 4;
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final Semaphore places;
    private final Counter refused;

    AdmissionControl(
            @Value("${spring.datasource.hikari.maximum-pool-size}") int connections,
            MeterRegistry meters) {
        this.places = new Semaphore(PER_CONNECTION * connections);
        this.refused = meters.counter("quadrille.admission.refused");
    }

    /// Does the work if there is a place for it, else throws a {@link Problem} that says when to
    /// come again.
    <T> T admit(Supplier<T> work) {
        if (!enter()) {
            refused.increment();
            throw Problem.retryLater(
                    ProblemType.UNAVAILABLE,
                    "The service is busy; nothing was changed.",
                    Duration.ofSeconds(1));
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private boolean enter() {
        try {
            return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
