package dev.quadrille.system.gateway;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Sends requests in a closed loop and keeps their response times.
final class TimedCalls {

    /// @param at since the start of the loop
    record Call(int status, boolean retryAfter, Duration at, Duration took) {

        Duration end() {
            return at.plus(took);
        }
    }

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<Call> calls = new ArrayList<>();
    private Duration elapsed = Duration.ZERO;

    /// Sends requests for a time, each connection one after another with a pause in between, and
    /// adds the calls to those of earlier loops.
    void run(Supplier<HttpRequest> requests, int connections, Duration pause, Duration time) {
        long start = System.nanoTime();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Call>>> loops =
                    IntStream.range(0, connections)
                            .mapToObj(
                                    _ -> executor.submit(() -> loop(requests, pause, start, time)))
                            .toList();
            for (Future<List<Call>> loop : loops) {
                calls.addAll(loop.get());
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        elapsed = elapsed.plusNanos(System.nanoTime() - start);
    }

    private static List<Call> loop(
            Supplier<HttpRequest> requests, Duration pause, long start, Duration time)
            throws IOException, InterruptedException {
        List<Call> sent = new ArrayList<>();
        while (System.nanoTime() - start < time.toNanos()) {
            sent.add(send(requests.get(), start));
            Thread.sleep(pause);
        }
        return sent;
    }

    private static Call send(HttpRequest request, long start)
            throws IOException, InterruptedException {
        long before = System.nanoTime();
        HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
        return new Call(
                response.statusCode(),
                response.headers().firstValue("Retry-After").isPresent(),
                Duration.ofNanos(before - start),
                Duration.ofNanos(System.nanoTime() - before));
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    double perSecond() {
        return calls.size() / (elapsed.toNanos() / 1e9);
    }

    /// @param share 0.5 is the median
    double millis(double share) {
        return millis(calls, share);
    }

    static double millis(List<Call> calls, double share) {
        List<Duration> sorted = calls.stream().map(Call::took).sorted().toList();
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1).toNanos() / 1e6;
    }

    /// Percentiles and rate, as a line.
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d calls, p50 %.1f ms, p99 %.1f ms, %.0f/s",
                calls.size(),
                millis(0.5),
                millis(0.99),
                perSecond());
    }
}
