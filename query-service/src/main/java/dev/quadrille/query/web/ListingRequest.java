package dev.quadrille.query.web;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.Problem.FieldError;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.security.Caller;
import dev.quadrille.platform.text.PlainText;
import dev.quadrille.query.application.OrderListing;
import dev.quadrille.query.application.OrderStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.util.MultiValueMap;

/// The parameters of `GET /api/orders` and their validation; reports all errors at once.
final class ListingRequest {

    private static final Set<String> KNOWN = Set.of("status", "limit", "cursor", "customer");
    private static final int MOST = 100;
    private static final int USUAL = 20;
    private static final int LONGEST_NAME = 100;

    private final MultiValueMap<String, String> params;
    private final List<FieldError> errors = new ArrayList<>();

    private ListingRequest(MultiValueMap<String, String> params) {
        this.params = params;
    }

    /// The query of the caller. Throws a {@link Problem} if it is invalid or not permitted.
    static OrderListing listing(MultiValueMap<String, String> params, Caller caller) {
        return new ListingRequest(params).listing(caller);
    }

    private OrderListing listing(Caller caller) {
        params.keySet().stream().filter(it -> !KNOWN.contains(it)).forEach(this::refuseUnknown);
        Optional<String> customer = value("customer", "must be a customer", this::customer);
        OrderListing first =
                new OrderListing(
                        caller.operator() ? customer : Optional.of(caller.name()),
                        value("status", "must be PLACED, CONFIRMED or CANCELLED", this::status),
                        Optional.empty(),
                        value("limit", "must be 1 to 100", this::limit).orElse(USUAL));
        Optional<OrderListing.Place> after =
                value(
                        "cursor",
                        "must be the next of an answer to the same question",
                        it -> Cursor.read(it, first));
        if (!errors.isEmpty()) {
            throw Problem.of(
                    ProblemType.INVALID_REQUEST, "A parameter is invalid.", List.copyOf(errors));
        }
        if (customer.filter(it -> !caller.maySee(it)).isPresent()) {
            throw Problem.of(
                    ProblemType.FORBIDDEN,
                    "Only operators may list the orders of another customer.");
        }
        return new OrderListing(first.customer(), first.status(), after, first.limit());
    }

    /// An unknown parameter may be a misspelled filter, which would return more than was requested.
    private void refuseUnknown(String name) {
        errors.add(
                new FieldError(PlainText.first(name, LONGEST_NAME), "this parameter is not known"));
    }

    private <T> Optional<T> value(String name, String rule, Function<String, Optional<T>> reading) {
        List<String> values = params.getOrDefault(name, List.of());
        Optional<T> value =
                values.size() == 1 ? reading.apply(values.getFirst()) : Optional.empty();
        if (!values.isEmpty() && value.isEmpty()) {
            errors.add(new FieldError(name, rule));
        }
        return value;
    }

    private Optional<String> customer(String text) {
        return Optional.of(text).filter(it -> PlainText.isOneLine(it, LONGEST_NAME));
    }

    private Optional<OrderStatus> status(String text) {
        return Arrays.stream(OrderStatus.values()).filter(it -> it.name().equals(text)).findFirst();
    }

    private Optional<Integer> limit(String text) {
        return Optional.of(text)
                .filter(it -> it.matches("\\d{1,3}"))
                .map(Integer::valueOf)
                .filter(it -> it >= 1 && it <= MOST);
    }
}
