package dev.quadrille.load.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The transitions of the circuit breakers of the gateway during a run, from `GET /api/breakers`
/// every half second. A state that lasts shorter may be missed; the last transition is not.
public final class BreakerWatch implements AutoCloseable {

    private static final Pattern BREAKER =
            Pattern.compile(
                    "\"name\":\"([^\"]+)\",\"state\":\"([^\"]+)\"[^}]*\"lastTransition\":\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Instant start;
    private final Set<String> transitions = new TreeSet<>();
    private final ScheduledExecutorService polls =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("breakers").factory());

    BreakerWatch(Instant start) {
        this.start = start;
    }

    public static BreakerWatch start(LoadTarget target) {
        BreakerWatch watch = new BreakerWatch(Instant.now());
        HttpRequest request =
                HttpRequest.newBuilder(target.url().resolve("/api/breakers"))
                        .header("Authorization", Customers.authorization(target, "operator"))
                        .build();
        var _ =
                watch.polls.scheduleWithFixedDelay(
                        () -> watch.poll(request), 0, 500, TimeUnit.MILLISECONDS);
        return watch;
    }

    private void poll(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            add(response.body());
        } catch (IOException _) {
            // The gateway is overloaded; the next poll follows.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Adds the transitions since the start that a response shows.
    synchronized void add(String response) {
        Matcher breaker = BREAKER.matcher(response);
        while (breaker.find()) {
            if (Instant.parse(breaker.group(3)).isAfter(start)) {
                transitions.add(
                        "%s %s -> %s"
                                .formatted(breaker.group(3), breaker.group(1), breaker.group(2)));
            }
        }
    }

    /// A line for each transition, in order of time.
    public synchronized String lines() {
        return transitions.isEmpty()
                ? "No transition of a circuit breaker"
                : String.join("\n", transitions);
    }

    @Override
    public void close() {
        polls.shutdownNow();
        http.shutdownNow();
    }
}
