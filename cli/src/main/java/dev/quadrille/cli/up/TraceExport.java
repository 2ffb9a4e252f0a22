package dev.quadrille.cli.up;

import dev.quadrille.local.StackLayout;
import dev.quadrille.local.trace.OtlpTraceServer;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/// Starts the trace server and configures the applications to export to it. If the user has
/// configured another collector or has disabled traces, does nothing.
final class TraceExport {

    // Limits the cost of tracing during a load test.
    private static final int TRACES_PER_SECOND = 100;

    private final Map<String, String> environment;
    private final PrintStream out;

    TraceExport(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /// Starts the server for the lifetime of this process. Returns a layout with the variables that
    /// the applications need, or the same layout if no server was started.
    StackLayout open(StackLayout layout) {
        return isConfiguredByUser() ? layout : startServer(layout);
    }

    private boolean isConfiguredByUser() {
        return isSet("OTEL_EXPORTER_OTLP_ENDPOINT")
                || isSet("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
                || "none".equals(environment.get("OTEL_TRACES_EXPORTER"))
                || "true".equals(environment.get("OTEL_SDK_DISABLED"));
    }

    private boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    @SuppressWarnings(
            "MustBeClosed") // ends with this process, which the applications do not outlive
    private StackLayout startServer(StackLayout layout) {
        try {
            OtlpTraceServer server = OtlpTraceServer.open(layout.ports().traces());
            return layout.tracedAs(
                    Map.of(
                            "OTEL_EXPORTER_OTLP_ENDPOINT",
                            "http://127.0.0.1:" + server.port(),
                            "OTEL_BSP_SCHEDULE_DELAY",
                            "1000",
                            "QUADRILLE_TRACES_PER_SECOND",
                            environment.getOrDefault(
                                    "QUADRILLE_TRACES_PER_SECOND",
                                    Integer.toString(TRACES_PER_SECOND))));
        } catch (IOException e) {
            out.println(
                    """
                    Traces are disabled: port %d is in use. If Jaeger uses it, set the address of
                    its OTLP receiver:
                      OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318 ./quadrille up\
                    """
                            .formatted(layout.ports().traces()));
            return layout;
        }
    }
}
