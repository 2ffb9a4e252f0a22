package dev.quadrille.local.command;

import dev.quadrille.local.StackFailure;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Replays every dead letter of one service, oldest first, each once. One that still fails does not
/// keep back the others.
final class BulkReplay {

    private static final int PROGRESS_EVERY = 100;
    private static final int SHOWN_FAILURES = 10;

    private final QuadrilleClient shop;
    private final String token;
    private final PrintStream out;
    private final Set<String> tried = new HashSet<>();
    private int failed;

    BulkReplay(QuadrilleClient shop, String token, PrintStream out) {
        this.shop = shop;
        this.token = token;
        this.out = out;
    }

    /// Returns the number of dead letters that still fail.
    int of(String service) throws InterruptedException {
        List<String> next = untried(service);
        while (!next.isEmpty()) {
            for (String id : next) {
                replay(service, id);
            }
            // A service lists its oldest only; replaying them brings up the others.
            next = untried(service);
        }
        out.println("Replayed %d; %d still fail.".formatted(tried.size() - failed, failed));
        return failed;
    }

    private List<String> untried(String service) throws InterruptedException {
        return shop.deadLetters(token)
                .path("deadLetters")
                .valueStream()
                .filter(letter -> letter.path("service").asString().equals(service))
                .map((JsonNode letter) -> letter.path("id").asString())
                .filter(id -> !tried.contains(id))
                .toList();
    }

    private void replay(String service, String id) throws InterruptedException {
        tried.add(id);
        try {
            shop.replay(service, id, token);
        } catch (StackFailure e) {
            failed++;
            if (failed <= SHOWN_FAILURES) {
                out.println(id + ": " + e.getMessage());
            }
        }
        if (tried.size() % PROGRESS_EVERY == 0) {
            out.println("  … " + tried.size());
        }
    }
}
