package dev.quadrille.local.command;

import dev.quadrille.local.StackLayout;
import dev.quadrille.local.trace.OtlpTraceServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Where the traces of the shop can be seen. Whoever names a collector of his own, or wants no
/// traces, gets none of ours.
final class Traces {

    private static final Duration KNOCK = Duration.ofMillis(300);

    // So that a load is watched, but not slowed down by it.
    private static final int PER_SECOND = 100;

    private final Map<String, String> environment;
    private final PrintStream out;

    Traces(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /// Opens a window on them, for as long as this process lives, and returns the layout that fills
    /// it.
    StackLayout open(StackLayout layout) {
        return isOurBusiness() ? opened(layout) : layout;
    }

    private boolean isOurBusiness() {
        return !isSet("OTEL_EXPORTER_OTLP_ENDPOINT")
                && !isSet("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
                && !"none".equals(environment.get("OTEL_TRACES_EXPORTER"))
                && !"true".equals(environment.get("OTEL_SDK_DISABLED"));
    }

    private boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    @SuppressWarnings("MustBeClosed") // it ends with the process, after all who export to it
    private StackLayout opened(StackLayout layout) {
        try {
            OtlpTraceServer window = OtlpTraceServer.open(layout.ports().traces());
            return layout.tracedAs(
                    Map.of(
                            "OTEL_EXPORTER_OTLP_ENDPOINT",
                            "http://127.0.0.1:" + window.port(),
                            "OTEL_BSP_SCHEDULE_DELAY",
                            "1000",
                            "QUADRILLE_TRACES_PER_SECOND",
                            environment.getOrDefault(
                                    "QUADRILLE_TRACES_PER_SECOND", Integer.toString(PER_SECOND))));
        } catch (IOException e) {
            out.println(
                    """
                    No traces: port %d is taken. If a Jaeger listens there, say where it
                    takes traces:
                      OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318 ./quadrille up\
                    """
                            .formatted(layout.ports().traces()));
            return layout;
        }
    }

    /// The address of a trace, or of all of them if no id is given; empty if nobody shows them.
    static Optional<String> address(StackLayout layout, String traceId) {
        int port = layout.ports().traces();
        String path = traceId.isEmpty() ? "" : "/trace/" + traceId;
        return answers(port) ? Optional.of("http://localhost:" + port + path) : Optional.empty();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                    Math.toIntExact(KNOCK.toMillis()));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
