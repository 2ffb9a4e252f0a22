package dev.quadrille.cli.deadletter;

import dev.quadrille.cli.client.QuadrilleClient;
import dev.quadrille.cli.command.Arguments;
import dev.quadrille.cli.command.Command;
import dev.quadrille.cli.command.UsageError;
import dev.quadrille.local.Component;
import dev.quadrille.local.StackLayout;
import java.io.PrintStream;
import java.util.List;

/// `dead-letters`: lists dead letters. `dead-letters replay SERVICE ID|all` and `dead-letters
/// discard SERVICE ID` resolve them.
public final class DeadLettersCommand implements Command {

    private static final String USAGE =
            """
            Usage: ./quadrille dead-letters
                   ./quadrille dead-letters replay SERVICE ID
                   ./quadrille dead-letters replay SERVICE all
                   ./quadrille dead-letters discard SERVICE ID\
            """;

    private static final List<String> SERVICES =
            Component.applications().stream()
                    .map(Component::processName)
                    .filter(name -> name.endsWith("-service"))
                    .map(name -> name.replaceFirst("-service$", ""))
                    .toList();

    private final StackLayout layout;
    private final PrintStream out;

    public DeadLettersCommand(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public int run(List<String> arguments) throws InterruptedException {
        if (!arguments.isEmpty() && arguments.size() != 3) {
            throw new UsageError(USAGE);
        }
        QuadrilleClient client = new QuadrilleClient(layout);
        String token = client.token("operator");
        if (arguments.isEmpty()) {
            DeadLetterListing.of(client.deadLetters(token)).forEach(out::println);
        } else if (arguments.getFirst().equals("replay") && arguments.get(2).equals("all")) {
            return new BulkReplay(client, token, out).replayAll(service(arguments)) == 0 ? 0 : 1;
        } else {
            out.println(replayOrDiscard(client, token, arguments));
        }
        return 0;
    }

    /// Accepts the short name and the process name, for example `order` and `order-service`.
    private static String service(List<String> arguments) {
        String service =
                Arguments.pathSegment("SERVICE", arguments.get(1)).replaceFirst("-service$", "");
        if (!SERVICES.contains(service)) {
            throw new UsageError(
                    "Unknown service: %s. The services are: %s."
                            .formatted(service, String.join(", ", SERVICES)));
        }
        return service;
    }

    private static String replayOrDiscard(
            QuadrilleClient client, String token, List<String> arguments)
            throws InterruptedException {
        String service = service(arguments);
        String id = Arguments.pathSegment("ID", arguments.get(2));
        return switch (arguments.getFirst()) {
            case "replay" -> {
                client.replay(service, id, token);
                yield "Replayed the event and the parked events of its order.";
            }
            case "discard" -> {
                client.discard(service, id, token);
                yield "Discarded the event. Its order continues without it.";
            }
            default -> throw new UsageError(USAGE);
        };
    }
}
