package dev.quadrille.gateway.route;

import org.springframework.web.servlet.function.RequestPredicate;

/// One line of the table: what is let through, to whom, and how long the answer may take.
record Route(String id, RequestPredicate accepts, Upstream service, Patience patience) {

    static Route to(Upstream service, String id, RequestPredicate accepts) {
        return new Route(id, accepts, service, Patience.BRIEF);
    }

    /// The same for a client who is ready to wait; stands before the route that it is taken from.
    Route forThoseWhoWait() {
        return new Route(
                id + "-waiting", accepts.and(Patience.isAskedFor()), service, Patience.LONG);
    }
}
