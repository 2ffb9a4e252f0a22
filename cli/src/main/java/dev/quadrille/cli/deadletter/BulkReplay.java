package dev.quadrille.cli.deadletter;

import dev.quadrille.cli.client.QuadrilleClient;
import dev.quadrille.local.StackFailure;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Replays all dead letters of a service once, oldest first. A replay that fails does not prevent
/// the others.
final class BulkReplay {

    private static final int PROGRESS_INTERVAL = 100;
    private static final int MAX_PRINTED_FAILURES = 10;

    private final QuadrilleClient client;
    private final String token;
    private final PrintStream out;
    private final Set<String> tried = new HashSet<>();
    private int failed;

    BulkReplay(QuadrilleClient client, String token, PrintStream out) {
        this.client = client;
        this.token = token;
        this.out = out;
    }

    /// Returns the number of failed replays.
    int replayAll(String service) throws InterruptedException {
        List<String> next = nextPage(service);
        while (!next.isEmpty()) {
            for (String id : next) {
                replay(service, id);
            }
            // A service lists only its oldest dead letters. Replayed ones leave the list, so the
            // next request returns the following.
            next = nextPage(service);
        }
        out.println("Replayed: %d, failed again: %d.".formatted(tried.size() - failed, failed));
        return failed;
    }

    private List<String> nextPage(String service) throws InterruptedException {
        return client.deadLetters(token)
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
            client.replay(service, id, token);
        } catch (StackFailure e) {
            failed++;
            if (failed <= MAX_PRINTED_FAILURES) {
                out.println(id + ": " + e.getMessage());
            }
        }
        if (tried.size() % PROGRESS_INTERVAL == 0) {
            out.println("  … " + tried.size());
        }
    }
}
