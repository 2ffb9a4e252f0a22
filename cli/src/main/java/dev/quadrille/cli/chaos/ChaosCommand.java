package dev.quadrille.cli.chaos;

import dev.quadrille.cli.client.QuadrilleClient;
import dev.quadrille.cli.command.Arguments;
import dev.quadrille.cli.command.Command;
import dev.quadrille.cli.command.UsageError;
import dev.quadrille.local.StackLayout;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// `chaos`: lists the faults that can be injected. `chaos SERVICE FAULT` sets one, `chaos off`
/// clears them. `chaos kill` and the like affect whole processes. Exit code 1: an instance has not
/// acknowledged the request.
public final class ChaosCommand implements Command {

    private static final String USAGE =
            """
            Usage: ./quadrille chaos
                   ./quadrille chaos SERVICE FAULT [--probability P] [--delay MS]
                                     [--seconds N] [--customer NAME]
                   ./quadrille chaos off [SERVICE [FAULT]]
                   ./quadrille chaos kill|freeze|thaw|restart SERVICE[=REPLICA]
                   ./quadrille chaos stop|start postgres|kafka\
            """;

    private final StackLayout layout;
    private final PrintStream out;

    public ChaosCommand(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public int run(List<String> arguments) throws InterruptedException {
        if (arguments.isEmpty()) {
            QuadrilleClient client = new QuadrilleClient(layout);
            FaultTable.of(client.faults(client.token("operator"))).forEach(out::println);
            return 0;
        }
        if (arguments.getFirst().equals("off")) {
            return clear(arguments.subList(1, arguments.size()));
        }
        if (arguments.size() < 2) {
            throw new UsageError(USAGE);
        }
        Optional<ProcessFault> fault = ProcessFault.named(arguments.getFirst());
        return fault.isPresent() ? applyToProcess(fault.get(), arguments) : set(arguments);
    }

    private int applyToProcess(ProcessFault fault, List<String> arguments)
            throws InterruptedException {
        if (arguments.size() != 2) {
            throw new UsageError(USAGE);
        }
        return new ProcessFaultCommand(layout, out).apply(fault, arguments.get(1));
    }

    private int set(List<String> arguments) throws InterruptedException {
        String service = Arguments.pathSegment("SERVICE", arguments.get(0));
        String fault = Arguments.pathSegment("FAULT", arguments.get(1));
        JsonNode settings = FaultOptions.parse(arguments.subList(2, arguments.size()));
        QuadrilleClient client = new QuadrilleClient(layout);
        return print(client.setFault(service, fault, settings, client.token("operator")));
    }

    private int clear(List<String> names) throws InterruptedException {
        QuadrilleClient client = new QuadrilleClient(layout);
        return switch (names.size()) {
            case 0 -> print(client.clearFaults(client.token("operator")));
            case 1 -> clearService(client, Arguments.pathSegment("SERVICE", names.getFirst()));
            case 2 ->
                    print(
                            client.clearFault(
                                    Arguments.pathSegment("SERVICE", names.get(0)),
                                    Arguments.pathSegment("FAULT", names.get(1)),
                                    client.token("operator")));
            default -> throw new UsageError(USAGE);
        };
    }

    private int clearService(QuadrilleClient client, String service) throws InterruptedException {
        String token = client.token("operator");
        int result = 0;
        for (String fault : activeFaults(client.faults(token), service)) {
            result = Math.max(result, print(client.clearFault(service, fault, token)));
        }
        return result;
    }

    /// The names of the faults of a service that are active in at least one instance. Throws {@link
    /// UsageError} if the service is unknown.
    static List<String> activeFaults(JsonNode services, String service) {
        List<String> names = new ArrayList<>();
        JsonNode found =
                services.valueStream()
                        .filter(it -> isNamed(it.path("service").asString(), service))
                        .findFirst()
                        .orElseThrow(() -> new UsageError("Unknown service: " + service));
        for (JsonNode fault : found.path("faults")) {
            if (!fault.path("active").isEmpty()) {
                names.add(fault.path("fault").asString());
            }
        }
        return names;
    }

    private static boolean isNamed(String processName, String name) {
        return processName.equals(name) || processName.equals(name + "-service");
    }

    private int print(JsonNode response) {
        boolean complete = true;
        for (JsonNode instance : response.path("acknowledgements")) {
            boolean acknowledged = instance.path("acknowledged").asBoolean();
            complete &= acknowledged;
            out.println(
                    "%-18s %-22s %s"
                            .formatted(
                                    instance.path("service").asString(),
                                    instance.path("instance").asString(),
                                    acknowledged
                                            ? "acknowledged"
                                            : instance.path("detail").asString()));
        }
        return complete ? 0 : 1;
    }
}
