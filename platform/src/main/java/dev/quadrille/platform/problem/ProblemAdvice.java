package dev.quadrille.platform.problem;

import dev.quadrille.platform.failure.FailureClass;
import dev.quadrille.platform.failure.FailureClassifier;
import dev.quadrille.platform.http.AllowedMethods;
import dev.quadrille.platform.log.LogThrottle;
import dev.quadrille.platform.telemetry.CurrentTrace;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Turns every exception that leaves a controller into a problem document.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final CurrentTrace trace;
    private final LogThrottle troubles = new LogThrottle(Duration.ofSeconds(10), System::nanoTime);

    ProblemAdvice(CurrentTrace trace) {
        this.trace = trace;
    }

    @ExceptionHandler(InvalidParameterException.class)
    @Nullable ResponseEntity<Object> handleUndecodableParameters(
            InvalidParameterException exception, WebRequest request) {
        ProblemDetail body =
                Problem.body(ProblemType.INVALID_REQUEST, "The query cannot be decoded.");
        return handleExceptionInternal(
                exception, body, new HttpHeaders(), ProblemType.INVALID_REQUEST.status(), request);
    }

    /// The firewall checks headers and parameters when they are read, which may be in a handler.
    @ExceptionHandler(RequestRejectedException.class)
    @Nullable ResponseEntity<Object> handleRejectedRequest(
            RequestRejectedException exception, WebRequest request) {
        ProblemDetail body =
                Problem.body(ProblemType.INVALID_REQUEST, "A header or parameter is malformed.");
        return handleExceptionInternal(
                exception, body, new HttpHeaders(), ProblemType.INVALID_REQUEST.status(), request);
    }

    @ExceptionHandler(Exception.class)
    @Nullable ResponseEntity<Object> handleAnythingElse(Exception exception, WebRequest request) {
        if (FailureClassifier.classify(exception) == FailureClass.TRANSIENT) {
            tell(exception);
            Problem problem =
                    Problem.retryLater(
                            ProblemType.UNAVAILABLE,
                            "The service is busy or its database is unavailable. Send the same request again.",
                            Duration.ofSeconds(1));
            return handleExceptionInternal(
                    problem,
                    problem.getBody(),
                    problem.getHeaders(),
                    problem.getStatusCode(),
                    request);
        }
        LOG.error("a request failed", exception);
        ProblemDetail body =
                Problem.body(
                        ProblemType.INTERNAL_ERROR, "The failure was logged under the trace id.");
        return handleExceptionInternal(
                exception, body, new HttpHeaders(), ProblemType.INTERNAL_ERROR.status(), request);
    }

    private void tell(Exception temporary) {
        long requests = troubles.next();
        if (requests > 0) {
            LOG.warn(
                    "database temporarily unavailable, {} requests refused since the last message: {}",
                    requests,
                    "" + temporary);
        }
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        List<Problem.FieldError> errors =
                exception.getBindingResult().getFieldErrors().stream()
                        .map(e ->
                                new Problem.FieldError(
                                        JsonPointers.of(e.getField()), "" + e.getDefaultMessage()))
                        .distinct()
                        .toList();
        Problem problem = Problem.of(ProblemType.INVALID_REQUEST, "The body is invalid.", errors);
        return handleExceptionInternal(problem, problem.getBody(), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        Problem problem = UnreadableBody.asProblem(exception);
        return handleExceptionInternal(
                problem, problem.getBody(), headers, problem.getStatusCode(), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemDetail body =
                Problem.body(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "The header Allow lists the methods that the resource supports.");
        Set<HttpMethod> handled = exception.getSupportedHttpMethods();
        headers.setAllow(AllowedMethods.of(handled == null ? Set.of() : handled));
        return handleExceptionInternal(exception, body, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        HttpServletResponse response = ((ServletWebRequest) request).getResponse();
        if (response != null && !response.isCommitted()) {
            FreshResponse.prepare(response);
        }
        ResponseEntity<Object> answer =
                super.handleExceptionInternal(exception, body, headers, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail problem) {
            ProblemTypes.complete(problem);
            trace.traceId().ifPresent(id -> problem.setProperty("traceId", id));
        }
        return answer;
    }
}
