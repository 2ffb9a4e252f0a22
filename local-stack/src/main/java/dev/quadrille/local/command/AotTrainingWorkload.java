package dev.quadrille.local.command;

import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// A short day in the shop with all that usually happens, for the JVMs to learn from.
final class AotTrainingWorkload {

    private static final int CUSTOMERS = 6;
    private static final int ROUNDS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final List<List<String>> PURCHASES =
            List.of(
                    List.of(),
                    List.of("--quantity", "2"),
                    List.of("--sku", "ESPRESSO-CUPS"),
                    List.of("--method", "pm_declined"),
                    List.of("--country", "AQ"),
                    List.of("--method", "pm_error_once"),
                    List.of("--sku", "GOLD-FILTER"));

    private final QuadrilleClient shop;

    AotTrainingWorkload(StackLayout layout) {
        this.shop = new QuadrilleClient(layout);
    }

    void run() {
        List<Thread> customers =
                IntStream.range(0, CUSTOMERS)
                        .mapToObj(_ -> Thread.startVirtualThread(this::buyEverything))
                        .toList();
        customers.forEach(AotTrainingWorkload::join);
    }

    private void buyEverything() {
        try {
            String token = shop.token("alice");
            for (int round = 0; round < ROUNDS; round++) {
                for (List<String> purchase : PURCHASES) {
                    buy(OrderCommand.document(purchase), token);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// A refusal is as good to learn from as an order.
    private void buy(JsonNode order, String token) throws InterruptedException {
        try {
            String id = shop.place(order, token).path("orderId").asString();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!isSettled(id, token) && System.nanoTime() < end) {
                Thread.sleep(PAUSE);
            }
            shop.timeline(id, token);
        } catch (StackFailure _) {
            Thread.sleep(PAUSE);
        }
    }

    private boolean isSettled(String id, String token) throws InterruptedException {
        return shop.order(id, token).filter(it -> it.path("settled").asBoolean()).isPresent();
    }

    private static void join(Thread customer) {
        try {
            customer.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
