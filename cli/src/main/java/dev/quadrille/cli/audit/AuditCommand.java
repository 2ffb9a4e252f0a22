package dev.quadrille.cli.audit;

import dev.quadrille.cli.client.QuadrilleClient;
import dev.quadrille.cli.command.Command;
import dev.quadrille.cli.command.UsageError;
import dev.quadrille.local.StackLayout;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// `audit`: prints the result of each check, with the figures and the violations. `audit --watch`
/// repeats it until it is interrupted. `audit repair` projects wrong entries of the read model
/// again.
public final class AuditCommand implements Command {

    private static final String USAGE =
            """
            Usage: ./quadrille audit [--watch]
                   ./quadrille audit repair\
            """;

    private static final int WATCH_SECONDS = 5;

    private final StackLayout layout;
    private final PrintStream out;

    public AuditCommand(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    /// Runs the audit or the repair.
    ///
    /// @return 0 only if everything was checked and there are no violations
    @Override
    public int run(List<String> arguments) throws InterruptedException {
        QuadrilleClient client = new QuadrilleClient(layout);
        return switch (String.join(" ", arguments)) {
            case "" -> print(client.audit(client.token("operator")));
            case "--watch" -> watch(client);
            case "repair" -> repair(client);
            default -> throw new UsageError(USAGE);
        };
    }

    /// Ends with an exception, or when the process is interrupted.
    private int watch(QuadrilleClient client) throws InterruptedException {
        while (true) {
            print(client.audit(client.token("operator")));
            out.println();
            TimeUnit.SECONDS.sleep(WATCH_SECONDS);
        }
    }

    private int print(JsonNode audit) {
        AuditTable.of(audit).forEach(out::println);
        return audit.path("ok").asBoolean() ? 0 : 1;
    }

    private int repair(QuadrilleClient client) throws InterruptedException {
        JsonNode repaired = client.repairReadModel(client.token("operator")).path("repaired");
        repaired.forEach(order ->
                AuditTable.wrapped(
                                order.path("orderId").asString()
                                        + ": "
                                        + order.path("difference").asString())
                        .forEach(out::println));
        out.printf("Orders projected again from the log: %d.%n", repaired.size());
        return 0;
    }
}
