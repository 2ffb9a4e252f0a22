package dev.quadrille.cli.training;

import dev.quadrille.cli.client.QuadrilleClient;
import dev.quadrille.cli.order.OrderOptions;
import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// The workload of an AOT training: orders with all usual outcomes, so that the JVMs load and
/// profile the code that handles them.
public final class AotTrainingWorkload {

    private static final int CUSTOMERS = 6;
    private static final int ROUNDS = 5;
    private static final Duration SETTLEMENT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private static final List<List<String>> ORDER_OPTIONS =
            List.of(
                    List.of(),
                    List.of("--quantity", "2"),
                    List.of("--sku", "ESPRESSO-CUPS"),
                    List.of("--method", "pm_declined"),
                    List.of("--country", "AQ"),
                    List.of("--method", "pm_error_once"),
                    List.of("--sku", "GOLD-FILTER"));

    private final QuadrilleClient client;

    public AotTrainingWorkload(StackLayout layout) {
        this.client = new QuadrilleClient(layout);
    }

    public void run() {
        List<Thread> customers =
                IntStream.range(0, CUSTOMERS)
                        .mapToObj(_ -> Thread.startVirtualThread(this::placeOrders))
                        .toList();
        customers.forEach(AotTrainingWorkload::join);
    }

    private void placeOrders() {
        try {
            String token = client.token("alice");
            for (int round = 0; round < ROUNDS; round++) {
                for (List<String> options : ORDER_OPTIONS) {
                    place(OrderOptions.parse(options).toJson(), token);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// A rejected order trains the error handling, so failures are ignored.
    private void place(JsonNode order, String token) throws InterruptedException {
        try {
            String id = client.place(order, token).path("orderId").asString();
            long end = System.nanoTime() + SETTLEMENT_TIMEOUT.toNanos();
            while (!isSettled(id, token) && System.nanoTime() < end) {
                Thread.sleep(POLL_INTERVAL);
            }
            client.timeline(id, token);
        } catch (StackFailure _) {
            Thread.sleep(POLL_INTERVAL);
        }
    }

    private boolean isSettled(String id, String token) throws InterruptedException {
        return client.order(id, token).filter(it -> it.path("settled").asBoolean()).isPresent();
    }

    private static void join(Thread customer) {
        try {
            customer.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
