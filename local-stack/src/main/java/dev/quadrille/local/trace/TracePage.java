package dev.quadrille.local.trace;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Renders a trace as a waterfall diagram, and a list of traces, in HTML without scripts or
/// external resources.
final class TracePage {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final double NANOS_PER_MILLI = 1_000_000.0;
    private static final int COLORS = 8;

    private TracePage() {}

    /// Renders one trace.
    ///
    /// @param refresh whether the page reloads itself, because more spans may arrive
    static String of(Trace trace, boolean refresh) {
        String title = trace.order().map(order -> "Order " + order).orElse("Trace");
        String head =
                """
                <h1>%s</h1>
                <p>Trace <code>%s</code>, %s, %s ms, %d spans%s. <a href="/">Newest orders</a></p>\
                """
                        .formatted(
                                escape(title),
                                trace.id(),
                                clock(trace.start()),
                                millis(trace.end() - trace.start()),
                                trace.spans().size(),
                                errors(trace));
        List<String> services =
                trace.spans().stream().map(TraceSpan::service).distinct().sorted().toList();
        String rows =
                trace.rows().stream().map(row -> row(row, trace, services)).collect(joining("\n"));
        return page(
                title,
                refresh,
                head
                        + "<table><tr><th>span</th><th>caused by</th><th>service</th>"
                        + "<th class=ms>start ms</th><th class=ms>duration ms</th><th></th></tr>\n"
                        + rows
                        + "</table>");
    }

    /// The list of the newest traces.
    static String list(List<Trace> traces) {
        String rows =
                traces.stream()
                        .map(trace ->
                                "<tr><td>%s</td><td><a href=\"/trace/%s\"><code>%s</code></a></td><td>%s</td><td class=ms>%s</td><td>%d spans%s</td></tr>"
                                        .formatted(
                                                clock(trace.start()),
                                                trace.id(),
                                                escape(trace.order().orElse("")),
                                                escape(
                                                        trace.request()
                                                                .map(TraceSpan::name)
                                                                .orElse("")),
                                                millis(trace.end() - trace.start()),
                                                trace.spans().size(),
                                                errors(trace)))
                        .collect(joining("\n"));
        return page(
                "Orders",
                false,
                "<h1>Newest traced orders</h1><p>Under load only a sample of the requests is traced. Traces are kept in memory until Quadrille stops.</p>"
                        + "<table><tr><th>time</th><th>order</th><th>request</th><th class=ms>duration ms</th><th></th></tr>\n"
                        + rows
                        + "</table>");
    }

    /// The page for a trace that has not been received or was evicted.
    static String notFound() {
        return page(
                "Trace not found",
                true,
                "<h1>Trace not found</h1><p>Spans arrive about a second after they end. This page reloads itself. "
                        + "Under load only a sample of the requests is traced. Old traces are evicted, and all are deleted when Quadrille stops. "
                        + "<a href=\"/\">Newest orders</a></p>");
    }

    private static String row(Trace.Row row, Trace trace, List<String> services) {
        TraceSpan span = row.span();
        double total = Math.max(1, trace.end() - trace.start());
        double left = 100 * (span.start() - trace.start()) / total;
        double width = 100 * (span.end() - span.start()) / total;
        return """
        <tr id="%s"><td class=n style="padding-left:%d.2em"><details><summary>%s%s</summary>%s</details></td>\
        <td class=s>%s</td><td class=s>%s</td><td class=ms>%s</td><td class=ms>%s</td>\
        <td class=bar><div class="b c%d" style="margin-left:%s%%;width:%s%%"></div></td></tr>\
        """
                .formatted(
                        escape(span.spanId()),
                        row.depth(),
                        escape(span.name()),
                        outcome(span),
                        attributes(span),
                        causes(span, trace),
                        escape(span.service()),
                        millis(span.start() - trace.start()),
                        millis(span.end() - span.start()),
                        services.indexOf(span.service()) % COLORS,
                        number(Math.min(left, 99.5)),
                        number(Math.max(0, Math.min(width, 100 - left))));
    }

    /// The span links: steps of this trace, or requests of other traces, that caused the span.
    private static String causes(TraceSpan span, Trace trace) {
        return span.links().stream().map(link -> cause(link, trace)).collect(joining(", "));
    }

    private static String cause(TraceSpan.Link link, Trace trace) {
        return trace.find(link.spanId())
                .map(step ->
                        "<a href=\"#%s\">%s</a>"
                                .formatted(escape(step.spanId()), escape(step.name())))
                .orElseGet(() ->
                        "<a href=\"/trace/%s#%s\">another trace</a>"
                                .formatted(escape(link.traceId()), escape(link.spanId())));
    }

    private static String outcome(TraceSpan span) {
        String outcome =
                span.attributes()
                        .getOrDefault(
                                "cancellation.reason",
                                span.attributes().getOrDefault("outcome", ""));
        return span.error()
                .map(error -> " <span class=e>✘ " + escape(error) + "</span>")
                .orElse(
                        outcome.isEmpty() || outcome.equals("taken")
                                ? ""
                                : " <span class=o>" + escape(outcome) + "</span>");
    }

    private static String attributes(TraceSpan span) {
        return span.attributes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it ->
                        "<dt>%s</dt><dd>%s</dd>"
                                .formatted(escape(it.getKey()), escape(it.getValue())))
                .collect(joining("", "<dl><dt>kind</dt><dd>" + span.kind() + "</dd>", "</dl>"));
    }

    private static String errors(Trace trace) {
        return trace.errors() == 0
                ? ""
                : ", <span class=e>" + trace.errors() + " with errors</span>";
    }

    private static String page(String title, boolean refresh, String body) {
        String meta = refresh ? "<meta http-equiv=\"refresh\" content=\"2\">" : "";
        return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>%1$s</title>
        <meta name="viewport" content="width=device-width">%2$s
        <style>
        :root{color-scheme:light dark;font:14px/1.5 system-ui,sans-serif}
        body{margin:1.5rem} a{color:inherit} code{font-size:.95em}
        h1{font-size:1.2rem;margin:0 0 .3rem} p{margin:.2rem 0 1rem;opacity:.8}
        table{border-collapse:collapse;width:100%%} td,th{text-align:left;padding:.1rem .6rem .1rem 0}
        th{font-weight:600;opacity:.7} tr:hover{background:#8881} td.bar{width:50%%;padding:0}
        td.n{white-space:nowrap} td.ms{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
        .s{opacity:.7;font-size:.9em;white-space:nowrap} .e{color:#d33;font-weight:600}
        .b{height:.8em;border-radius:2px;min-width:2px} .o{opacity:.7;font-size:.9em}
        details{display:inline} details[open]{display:block} summary{cursor:pointer}
        dl{margin:.2rem 0 .6rem 1rem;font-size:.9em;display:grid;grid-template-columns:max-content auto;gap:0 1rem}
        dt{opacity:.7} dd{margin:0;overflow-wrap:anywhere;white-space:normal}
        .c0{background:#4e79a7}.c1{background:#f28e2b}.c2{background:#59a14f}.c3{background:#b07aa1}
        .c4{background:#76b7b2}.c5{background:#e15759}.c6{background:#9c755f}.c7{background:#bab0ac}
        </style></head><body>
        %3$s
        </body></html>
        """
                .formatted(escape(title), meta, body);
    }

    private static String clock(long nanos) {
        return Instant.ofEpochSecond(0, nanos).atZone(ZoneId.systemDefault()).format(CLOCK);
    }

    private static String millis(long nanos) {
        return number(nanos / NANOS_PER_MILLI);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
