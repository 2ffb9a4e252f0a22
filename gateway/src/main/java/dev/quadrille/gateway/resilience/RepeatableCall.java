package dev.quadrille.gateway.resilience;

import dev.quadrille.gateway.loadbalancer.ServiceInstance;
import dev.quadrille.gateway.upstream.UpstreamFailure;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
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

/// Call of one request to a service, of one or more attempts. A repeated attempt goes to another
/// instance of the service if there is one.
///
/// A 5xx status, a timeout and a broken connection are failures. A 4xx status is none, and neither
/// is a 503 with `Retry-After`, by which a service sheds load: it is never repeated. Only reads and
/// commands with an idempotency key are repeated, because a failed attempt may have had its effect.
/// An attempt that could not connect had none: the load balancer sends it to another instance
/// without a retry.
final class RepeatableCall implements Callable<CallAttempt> {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final ServerRequest request;
    private final HandlerFunction<ServerResponse> next;
    private final CallPolicy policy;
    private final UpstreamResilience resilience;
    private final ResilienceProperties.Retry settings;
    private final long start = System.nanoTime();
    private final Set<ServiceInstance> tried = new HashSet<>();
    private int attempts;
    private int sent;

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
            ServerResponse response = call.send(tried, this::send);
            call.responseBegins();
            return respond(response, call);
        } catch (ResourceAccessException failure) {
            return fail(failure, call);
        } catch (Throwable failure) {
            call.cancel();
            throw failure;
        }
    }

    private ServerResponse send(ServiceInstance instance) throws Exception {
        if (sent++ > 0) {
            rewindBody();
        }
        return next.handle(instance.setOn(request));
    }

    private CallAttempt respond(ServerResponse response, UpstreamCall call) {
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

    private CallAttempt fail(ResourceAccessException failure, UpstreamCall call) {
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
    private boolean mayRepeat() {
        boolean repeat =
                attempts < settings.maxAttempts()
                        && policy.retry()
                        && isIdempotent()
                        && System.nanoTime() - start < settings.latestStart().toNanos()
                        && resilience.budget(policy.service()).tryRetry();
        if (repeat) {
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
