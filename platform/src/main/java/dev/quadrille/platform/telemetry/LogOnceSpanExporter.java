package dev.quadrille.platform.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs once when the collector becomes unreachable, and once when it is reachable again. Only
/// traces are lost meanwhile.
final class LogOnceSpanExporter implements SpanExporter {

    private static final Logger LOG = LoggerFactory.getLogger(LogOnceSpanExporter.class);

    private final SpanExporter collector;
    private final AtomicBoolean failing = new AtomicBoolean();

    LogOnceSpanExporter(SpanExporter collector) {
        this.collector = collector;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = collector.export(spans);
        return result.whenComplete(() -> tell(result.isSuccess()));
    }

    private void tell(boolean taken) {
        if (failing.compareAndSet(taken, !taken)) {
            if (taken) {
                LOG.info("the collector takes traces again");
            } else {
                LOG.warn("the collector takes no traces; they are dropped until it does");
            }
        }
    }

    @Override
    public CompletableResultCode flush() {
        return collector.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return collector.shutdown();
    }
}
