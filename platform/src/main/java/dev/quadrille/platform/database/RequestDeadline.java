package dev.quadrille.platform.database;

import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/// Deadline of the current request: limits its statements, so that the service responds before the
/// gateway stops waiting. Work outside of requests, such as consumers and migrations, has none.
public final class RequestDeadline {

    static final String ATTRIBUTE = RequestDeadline.class.getName();

    private final RequestTimeLimits limits;
    private final LongSupplier nanoTime;
    private volatile long deadline;

    RequestDeadline(RequestTimeLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.deadline = nanoTime.getAsLong() + limits.limit().toNanos();
    }

    /// The deadline of the request that this thread handles.
    static Optional<RequestDeadline> current() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request == null
                ? Optional.empty()
                : Optional.ofNullable(
                        (RequestDeadline)
                                request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST));
    }

    /// Postpones the deadline of the current request, which is a long poll: it waits without a
    /// statement in progress.
    public static void postpone(Duration wait) {
        current().ifPresent(it -> it.postponeBy(wait));
    }

    private synchronized void postponeBy(Duration wait) {
        deadline += wait.toNanos();
    }

    /// The time limit of a statement that starts now, in whole seconds as in JDBC.
    ///
    /// @throws SQLTimeoutException if less than a second remains
    int statementTimeout() throws SQLTimeoutException {
        Duration remaining = Duration.ofNanos(deadline - nanoTime.getAsLong());
        if (remaining.toSeconds() < 1) {
            throw new SQLTimeoutException("The time limit of the request is exceeded.");
        }
        return (int) Math.min(remaining.toSeconds(), limits.statement().toSeconds());
    }
}
