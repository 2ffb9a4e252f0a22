package dev.quadrille.order.application;

import dev.quadrille.orderflow.value.CustomerId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Load shedding: rejects new orders that would probably not settle before their deadline, because
/// a participant is unavailable or slower than the customers. An accepted order that its deadline
/// cancels costs more than a confirmed one, and its customer waits for nothing.
///
/// Under pressure, from half of the limit, each customer has a share of the open orders: customers
/// with more than their share are rejected first. Every replica decides for itself, from what all
/// replicas have in the database.
///
/// Decision record: `docs/decisions/0030-load-shedding.md`.
@Component
class LoadShedding {

    private static final Logger LOG = LoggerFactory.getLogger(LoadShedding.class);
    private static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(20);

    // Several times an equal share, because customers differ.
    private static final int SHARES_PER_CUSTOMER = 2;

    private final OrderBacklog backlog;
    private final Duration limit;
    private final SettlementForecast forecasts = new SettlementForecast();
    private volatile Load load = Load.NONE;

    /// @param limit the longest acceptable forecast
    LoadShedding(
            OrderBacklog backlog,
            @Value("${quadrille.order.max-settlement-time}") Duration limit,
            MeterRegistry meters) {
        this.backlog = backlog;
        this.limit = limit;
        Gauge.builder("quadrille.orders.open", () -> load.open()).register(meters);
        Gauge.builder(
                        "quadrille.orders.settlement.forecast",
                        () -> load.forecast().toMillis() / 1000.0)
                .baseUnit("seconds")
                .register(meters);
    }

    /// Measures the load. Runs on every replica.
    @Scheduled(fixedDelay = 500, timeUnit = TimeUnit.MILLISECONDS)
    void measure() {
        OpenOrders open = backlog.open();
        Duration forecast = forecasts.after(open, System.nanoTime());
        Map<CustomerId, Long> byCustomer =
                isPressure(forecast) ? backlog.openByCustomer() : Map.of();
        Load next = new Load(open.count(), forecast, byCustomer);
        if (isOverload(next) != isOverload(load)) {
            LOG.warn(
                    "{} new orders: {} are open, a new one would take {} s to settle",
                    isOverload(next) ? "Rejecting" : "Accepting",
                    open.count(),
                    Math.min(forecast.toSeconds(), Duration.ofHours(1).toSeconds()));
        }
        load = next;
    }

    /// Returns after which time the customer may retry, if a new order must be rejected.
    Optional<Duration> rejection(CustomerId customer) {
        Load current = load;
        if (isOverload(current) || current.exceedsShare(customer)) {
            return Optional.of(retryAfter(current.forecast()));
        }
        return Optional.empty();
    }

    private boolean isOverload(Load some) {
        return some.forecast().compareTo(limit) > 0;
    }

    private boolean isPressure(Duration forecast) {
        return forecast.compareTo(limit.dividedBy(2)) > 0;
    }

    /// With jitter, so that the rejected customers do not return together.
    private static Duration retryAfter(Duration forecast) {
        long longest = Math.min(forecast.toMillis(), MAX_RETRY_AFTER.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(1000, longest + 1000));
    }

    private record Load(long open, Duration forecast, Map<CustomerId, Long> byCustomer) {

        private static final Load NONE = new Load(0, Duration.ZERO, Map.of());

        boolean exceedsShare(CustomerId customer) {
            // A single customer may have all open orders.
            return byCustomer.size() > 1
                    && byCustomer.getOrDefault(customer, 0L) * byCustomer.size()
                            > SHARES_PER_CUSTOMER * open;
        }
    }
}
