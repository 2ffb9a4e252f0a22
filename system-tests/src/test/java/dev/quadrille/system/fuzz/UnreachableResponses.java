package dev.quadrille.system.fuzz;

import java.util.Map;
import java.util.regex.Pattern;

/// Documented responses that no single request can cause, each with the reason.
final class UnreachableResponses {

    private static final Map<Pattern, String> REASONS =
            Map.of(
                    Pattern.compile(".* 429"), "the limits of this system are too high",
                    Pattern.compile(".* 5(03|XX)"),
                            "the system would have to be overloaded or broken",
                    Pattern.compile("(placeOrder|deliverStock) 409"),
                            "a request with the same key would have to be in progress",
                    Pattern.compile("(readOrder|readTimeline|cancelOrder) 403"),
                            "every demo identity is a customer or an operator",
                    Pattern.compile("issueToken 413"), "the fuzzer generates no form of that size",
                    Pattern.compile("replayDeadLetter 204"), "an invalid record stays invalid",
                    Pattern.compile("rebuildReadModel 409|cancelRebuild 202"),
                            "a rebuild would have to be in progress");

    private UnreachableResponses() {}

    static boolean contains(String response) {
        return REASONS.keySet().stream().anyMatch(it -> it.matcher(response).matches());
    }
}
