package dev.quadrille.query.web;

import dev.quadrille.orderapi.OrderDocument;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.database.RequestDeadline;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.security.Caller;
import dev.quadrille.query.application.LongPollLimits;
import dev.quadrille.query.application.OrderQueries;
import dev.quadrille.query.application.OrderView;
import dev.quadrille.query.application.SettlementSignals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/orders/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@PreAuthorize(Caller.IS_ANYONE)
class OrderQueryController implements OrderQueryApi {

    private final OrderQueries queries;
    private final SettlementSignals settledOrders;
    private final LongPollLimits waits;

    OrderQueryController(
            OrderQueries queries, SettlementSignals settledOrders, LongPollLimits waits) {
        this.queries = queries;
        this.settledOrders = settledOrders;
        this.waits = waits;
    }

    /// With `Prefer: wait=N` (long polling) responds when the order is settled, or after N seconds.
    @GetMapping
    @Override
    public ResponseEntity<OrderDocument> find(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String id,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer)
            throws InterruptedException {
        Caller caller = Caller.of(token);
        OrderId order = orderId(id);
        // Above the limit of waiting requests per caller or in total the preference is ignored (RFC
        // 7240, 2).
        Optional<Duration> wait = WaitPreference.of(prefer).filter(_ -> waits.enter(caller.name()));
        Optional<OrderView> found =
                wait.isPresent() ? await(order, wait.get(), caller) : queries.find(order);
        OrderView view = visible(caller, found);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok()
                        .eTag("\"" + view.version() + "\"")
                        .cacheControl(CacheControl.noCache().cachePrivate());
        wait.ifPresent(_ -> answer.header("Preference-Applied", "wait"));
        return answer.body(OrderViewMapper.document(view, placed(view)));
    }

    private Optional<OrderView> await(OrderId order, Duration wait, Caller caller)
            throws InterruptedException {
        RequestDeadline.postpone(wait);
        try {
            return settledOrders.await(order, wait, view -> belongsToAnotherCustomer(caller, view));
        } finally {
            waits.leave(caller.name());
        }
    }

    @GetMapping("/timeline")
    @Override
    public ResponseEntity<TimelineDocument> timeline(
            @AuthenticationPrincipal Jwt token, @PathVariable String id) {
        OrderView view = visible(Caller.of(token), queries.find(orderId(id)));
        TimelineDocument timeline = TimelineDocument.of(queries.timeline(view.orderId()));
        return ResponseEntity.ok()
                .eTag(timeline.tag())
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(timeline);
    }

    /// An order of another customer is treated like one that does not exist.
    private static OrderView visible(Caller caller, Optional<OrderView> found) {
        return found.filter(view -> isVisible(caller, view))
                .orElseThrow(OrderQueryController::notFound);
    }

    private static boolean isVisible(Caller caller, OrderView view) {
        // Only the first event of an order contains its customer.
        return view.placed().isPresent() && !belongsToAnotherCustomer(caller, view);
    }

    private static boolean belongsToAnotherCustomer(Caller caller, OrderView view) {
        return view.placed().filter(it -> !caller.maySee(it.customerId().value())).isPresent();
    }

    private static OrderPlaced placed(OrderView view) {
        return view.placed().orElseThrow(OrderQueryController::notFound);
    }

    private static OrderId orderId(String text) {
        try {
            return OrderId.of(text);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static Problem notFound() {
        return Problem.of(ProblemType.NOT_FOUND, "The order does not exist.");
    }
}
