package dev.quadrille.platform.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// The stable types of all problems that the API answers with; clients may branch on them.
public enum ProblemType {
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is malformed"),
    INVALID_IDEMPOTENCY_KEY(HttpStatus.BAD_REQUEST, "The Idempotency-Key is missing or malformed"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid token is needed"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The token does not allow this"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such resource"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The resource does not know this method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No acceptable representation"),
    ALREADY_CONFIRMED(HttpStatus.CONFLICT, "The order is confirmed and can no longer be cancelled"),
    STILL_FAILING(HttpStatus.CONFLICT, "The dead letter still cannot be handled"),
    REBUILD_UNDER_WAY(HttpStatus.CONFLICT, "The read model is being rebuilt already"),
    REQUEST_IN_PROGRESS(
            HttpStatus.CONFLICT, "A request with this Idempotency-Key is still running"),
    PRECONDITION_FAILED(
            HttpStatus.PRECONDITION_FAILED, "The resource is not as the request requires"),
    PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body has a type that is not understood"),
    UNKNOWN_SKU(HttpStatus.UNPROCESSABLE_CONTENT, "The catalog has no such product"),
    UNKNOWN_PAYMENT_METHOD(HttpStatus.UNPROCESSABLE_CONTENT, "The payment method is not known"),
    IDEMPOTENCY_KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT, "The Idempotency-Key was used with another request"),
    STOCK_LIMIT(HttpStatus.UNPROCESSABLE_CONTENT, "No more of the product can be taken in"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"),
    BAD_GATEWAY(HttpStatus.BAD_GATEWAY, "A service gave no valid answer"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service cannot take the request now"),
    TIMEOUT(HttpStatus.GATEWAY_TIMEOUT, "A service did not answer in time");

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /// The `type` of the problem, such as `/problems/unknown-sku`.
    public URI uri() {
        return URI.create("/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
