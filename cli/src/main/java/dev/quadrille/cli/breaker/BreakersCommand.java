package dev.quadrille.cli.breaker;

import dev.quadrille.cli.client.QuadrilleClient;
import dev.quadrille.cli.command.Arguments;
import dev.quadrille.cli.command.Command;
import dev.quadrille.local.StackLayout;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// `breakers`: prints state, failure rate, calls and last transition of each circuit breaker of the
/// gateway.
public final class BreakersCommand implements Command {

    private static final String ROW = "%-18s %-9s %8s %6s %6s %9s  %s";

    private final StackLayout layout;
    private final PrintStream out;

    public BreakersCommand(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public int run(List<String> arguments) throws InterruptedException {
        Arguments.requireNone(arguments);
        QuadrilleClient client = new QuadrilleClient(layout);
        table(client.breakers(client.token("operator"))).forEach(out::println);
        return 0;
    }

    static List<String> table(JsonNode breakers) {
        List<String> lines = new ArrayList<>();
        lines.add(
                ROW.formatted(
                        "SERVICE", "STATE", "FAILURES", "SLOW", "CALLS", "REJECTED", "SINCE"));
        breakers.forEach(breaker -> lines.add(row(breaker)));
        return lines;
    }

    private static String row(JsonNode breaker) {
        return ROW.formatted(
                breaker.path("name").asString(),
                breaker.path("state").asString().toLowerCase(Locale.ROOT).replace('_', '-'),
                percentage(breaker.path("failureRate")),
                percentage(breaker.path("slowCallRate")),
                breaker.path("calls").asInt(),
                breaker.path("rejectedCalls").asLong(),
                since(breaker.path("lastTransition")));
    }

    private static String percentage(JsonNode rate) {
        return rate.isNumber() ? Math.round(rate.asDouble()) + " %" : "-";
    }

    /// Returns the time of day, for example `10:15:30Z`.
    private static String since(JsonNode instant) {
        return instant.stringValueOpt()
                .map(it -> it.replaceFirst(".*T", "").replaceFirst("\\.\\d+", ""))
                .orElse("start");
    }
}
