package dev.quadrille.gateway.resilience;

import dev.quadrille.gateway.upstream.UpstreamFailure;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Call of one request to a service, of one or more attempts.
///
/// A 5xx status, a timeout and a broken connection are failures. A 4xx status is none, and neither
/// is a 503 with `Retry-After`, by which a service sheds load: it is never repeated. Only reads and
/// commands with an idempotency key are repeated, because a failed attempt may have had its effect.
final class RepeatableCall implements Callable<CallAttempt> {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final ServerRequest request;
    private final HandlerFunction<ServerResponse> next;
    private final CallPolicy policy;
    private final UpstreamResilience resilience;
    private final ResilienceProperties.Retry settings;
    private final long start = System.nanoTime();
    private int attempts;

    RepeatableCall(
            ServerRequest request,
            HandlerFunction<ServerResponse> next,
            CallPolicy policy,
            UpstreamResilience resilience,
            ResilienceProperties.Retry settings) {
        this.request = request;
        this.next = next;
        this.policy = policy;
        this.resilience = resilience;
        this.settings = settings;
        resilience.budget(policy.service()).addCall();
    }

    /// Makes the next attempt.
    @Override
    public CallAttempt call() throws Exception {
        attempts++;
        UpstreamCall call = resilience.begin(policy);
        try {
            ServerResponse response = next.handle(request);
            call.responseBegins();
            return respond(response, call);
        } catch (ResourceAccessException failure) {
            return fail(failure, call);
        } catch (Throwable failure) {
            call.cancel();
            throw failure;
        }
    }

    private CallAttempt respond(ServerResponse response, UpstreamCall call) throws IOException {
        UpstreamResponse upstream =
                new UpstreamResponse(
                        response,
                        call,
                        MvcUtils.getAttribute(request, MvcUtils.CLIENT_RESPONSE_ATTR));
        if (!isFailure(response)) {
            return new CallAttempt(upstream, null, false);
        }
        call.fail(new HttpServerErrorException(response.statusCode()));
        boolean repeat = mayRepeat();
        if (repeat) {
            upstream.discard();
        }
        return new CallAttempt(upstream, null, repeat);
    }

    private CallAttempt fail(ResourceAccessException failure, UpstreamCall call)
            throws IOException {
        if (UpstreamFailure.of(failure).isClientFault()) {
            call.cancel();
            return new CallAttempt(null, failure, false);
        }
        call.fail(failure);
        return new CallAttempt(null, failure, mayRepeat());
    }

    private static boolean isFailure(ServerResponse response) {
        boolean shedsLoad =
                response.statusCode().isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE)
                        && response.headers().containsHeader(HttpHeaders.RETRY_AFTER);
        return response.statusCode().is5xxServerError() && !shedsLoad;
    }

    /// The budget is the last condition, because asking takes a retry from it.
    private boolean mayRepeat() throws IOException {
        boolean repeat =
                attempts < settings.maxAttempts()
                        && policy.retry()
                        && isIdempotent()
                        && System.nanoTime() - start < settings.latestStart().toNanos()
                        && resilience.budget(policy.service()).tryRetry();
        if (repeat) {
            rewindBody();
            Span.current().addEvent("retry");
        }
        return repeat;
    }

    private boolean isIdempotent() {
        HttpMethod method = request.method();
        return method.equals(HttpMethod.GET)
                || method.equals(HttpMethod.HEAD)
                || (method.equals(HttpMethod.POST)
                        && request.headers().firstHeader(IDEMPOTENCY_KEY) != null);
    }

    private void rewindBody() throws IOException {
        InputStream body = request.servletRequest().getInputStream();
        if (body.markSupported()) {
            body.reset();
        }
    }
}
