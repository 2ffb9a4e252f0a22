package dev.quadrille.query.application;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Bulkhead for long polls: limits how many requests wait at the same time, per caller and in
/// total.
@Component
@EnableConfigurationProperties(LongPollSettings.class)
public class LongPollLimits {

    private final LongPollSettings settings;
    private final MeterRegistry meters;
    private final Map<String, Integer> waiting = new HashMap<>();
    private int total;

    LongPollLimits(LongPollSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
        Gauge.builder("quadrille.waits.open", this, LongPollLimits::open).register(meters);
    }

    private synchronized double open() {
        return total;
    }

    /// Whether one more request of this caller may wait. If so, the caller must call {@link
    /// #leave}.
    public boolean enter(String caller) {
        String limit = limitReached(caller);
        if (!limit.isEmpty()) {
            meters.counter("quadrille.waits.ignored", "limit", limit).increment();
        }
        return limit.isEmpty();
    }

    private synchronized String limitReached(String caller) {
        if (waiting.getOrDefault(caller, 0) >= settings.perCaller()) {
            return "caller";
        }
        if (total >= settings.total()) {
            return "total";
        }
        waiting.merge(caller, 1, Integer::sum);
        total++;
        return "";
    }

    public synchronized void leave(String caller) {
        waiting.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
        total--;
    }
}
