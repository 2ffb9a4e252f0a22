package dev.quadrille.platform.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// The stable types of all problems of the API. Clients may branch on them.
public enum ProblemType {
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is malformed"),
    INVALID_IDEMPOTENCY_KEY(HttpStatus.BAD_REQUEST, "The Idempotency-Key is missing or malformed"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid token is required"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The token does not grant access"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "The resource does not exist"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The resource does not support this method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No acceptable representation"),
    ALREADY_CONFIRMED(HttpStatus.CONFLICT, "The order is confirmed and can no longer be cancelled"),
    STILL_FAILING(HttpStatus.CONFLICT, "The dead letter still cannot be handled"),
    REBUILD_UNDER_WAY(HttpStatus.CONFLICT, "A rebuild of the read model is already in progress"),
    REQUEST_IN_PROGRESS(
            HttpStatus.CONFLICT, "A request with this Idempotency-Key is still in progress"),
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "A precondition of the request failed"),
    PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The media type of the body is not supported"),
    UNKNOWN_SKU(HttpStatus.UNPROCESSABLE_CONTENT, "The product does not exist"),
    UNKNOWN_PAYMENT_METHOD(HttpStatus.UNPROCESSABLE_CONTENT, "The payment method is unknown"),
    IDEMPOTENCY_KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT, "The Idempotency-Key was used with another request"),
    STOCK_LIMIT(HttpStatus.UNPROCESSABLE_CONTENT, "The maximum stock of the product is reached"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Internal server error"),
    BAD_GATEWAY(HttpStatus.BAD_GATEWAY, "A service returned no valid response"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service is temporarily unavailable"),
    TIMEOUT(HttpStatus.GATEWAY_TIMEOUT, "A service did not respond in time");

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
