package dev.quadrille.query.application.audit.order;

import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.messaging.audit.OrderDigest;
import dev.quadrille.query.application.audit.AuditSource;
import dev.quadrille.query.application.audit.AuditedProcessUnavailable;
import dev.quadrille.query.application.audit.AuditedSystem;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Reads the checksums of a range from all sources in parallel, within the trace of the caller.
final class ParallelDigests {

    // More than a range of orders has: another source may have records without an order.
    private static final int LIMIT = 100_000;

    private final AuditedSystem system;

    ParallelDigests(AuditedSystem system) {
        this.system = system;
    }

    /// Returns the checksum of each source.
    ///
    /// @param orders the checksum of order-service, which is known
    Map<AuditSource, OrderDigest> of(AuditRange range, OrderDigest orders) {
        Map<AuditSource, Future<OrderDigest>> requests = new EnumMap<>(AuditSource.class);
        Map<AuditSource, OrderDigest> digests = new EnumMap<>(AuditSource.class);
        try (ExecutorService executor = executor()) {
            for (AuditSource source : AuditSource.values()) {
                if (source != AuditSource.ORDERS) {
                    requests.put(
                            source,
                            executor.submit(() -> system.records(source).digest(range, LIMIT)));
                }
            }
            digests.put(AuditSource.ORDERS, orders);
            requests.forEach((source, request) -> digests.put(source, result(source, request)));
        }
        return digests;
    }

    private static ExecutorService executor() {
        return ContextExecutorService.wrap(
                Executors.newVirtualThreadPerTaskExecutor(),
                ContextSnapshotFactory.builder().build()::captureAll);
    }

    private static OrderDigest result(AuditSource source, Future<OrderDigest> request) {
        try {
            return request.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new AuditedProcessUnavailable(source.process(), "failure", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuditedProcessUnavailable(source.process(), "interrupted", e);
        }
    }
}
