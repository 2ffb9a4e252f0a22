package dev.quadrille.local.command;

import dev.quadrille.local.StackLayout;
import java.io.PrintStream;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Lists dead letters, and replays or discards them: `replay SERVICE ID`, `replay SERVICE all`,
/// `discard SERVICE ID`.
final class DeadLettersCommand implements Command {

    private static final String USAGE =
            "After dead-letters comes nothing, replay SERVICE ID, replay SERVICE all or\n"
                    + "discard SERVICE ID.";

    private final StackLayout layout;
    private final PrintStream out;

    DeadLettersCommand(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public int run(List<String> arguments) throws InterruptedException {
        if (!arguments.isEmpty() && arguments.size() != 3) {
            throw new UsageError(USAGE);
        }
        QuadrilleClient shop = new QuadrilleClient(layout);
        String token = shop.token("operator");
        if (arguments.isEmpty()) {
            JsonNode answer = shop.deadLetters(token);
            DeadLetterListing.of(answer).forEach(out::println);
        } else if (arguments.getFirst().equals("replay") && arguments.get(2).equals("all")) {
            return new BulkReplay(shop, token, out).of(service(arguments)) == 0 ? 0 : 1;
        } else {
            out.println(replayOrDiscard(shop, token, arguments));
        }
        return 0;
    }

    /// Accepts the name as `status` prints it as well.
    private static String service(List<String> arguments) {
        return Arguments.segment("SERVICE", arguments.get(1)).replaceFirst("-service$", "");
    }

    private static String replayOrDiscard(
            QuadrilleClient shop, String token, List<String> arguments)
            throws InterruptedException {
        String service = service(arguments);
        String id = Arguments.segment("ID", arguments.get(2));
        return switch (arguments.getFirst()) {
            case "replay" -> {
                shop.replay(service, id, token);
                yield "Replayed: the event is handled, and all events that waited for it.";
            }
            case "discard" -> {
                shop.discard(service, id, token);
                yield "Discarded: the event is given up, and the order goes on without it.";
            }
            default -> throw new UsageError(USAGE);
        };
    }
}
