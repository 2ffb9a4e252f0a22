package dev.quadrille.system.fuzz;

import java.util.Map;
import java.util.regex.Pattern;

/// Answers that are documented and that no request brings about by itself, each with the reason.
final class UnreachableResponses {

    private static final Map<Pattern, String> REASONS =
            Map.of(
                    Pattern.compile(".* 429"), "the limits of this shop are far away",
                    Pattern.compile(".* 5(03|XX)"), "the shop would have to be full, or broken",
                    Pattern.compile("(placeOrder|deliverStock) 409"),
                            "the first with the key would have to be running",
                    Pattern.compile("(readOrder|readTimeline|cancelOrder) 403"),
                            "the demo has nobody who is neither customer nor operator",
                    Pattern.compile("issueToken 413"), "no form here is made that large",
                    Pattern.compile("replayDeadLetter 204"), "what is no fact never becomes one",
                    Pattern.compile("rebuildReadModel 409|cancelRebuild 202"),
                            "one would have to be under way");

    private UnreachableResponses() {}

    static boolean isOutOfReach(String answer) {
        return REASONS.keySet().stream().anyMatch(it -> it.matcher(answer).matches());
    }
}
