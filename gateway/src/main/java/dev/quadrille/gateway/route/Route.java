package dev.quadrille.gateway.route;

import java.util.Optional;
import org.springframework.web.servlet.function.RequestPredicate;

/// One line of the table: what is let through, to whom, how long the answer may take, and who else
/// has it.
record Route(
        String id,
        Endpoint endpoint,
        RequestPredicate accepts,
        Upstream service,
        ResponseTimeout responseTimeout,
        Optional<SecondChoice> secondChoice) {

    static Route to(Upstream service, String id, Endpoint endpoint) {
        return new Route(
                id,
                endpoint,
                endpoint.predicate(),
                service,
                ResponseTimeout.BRIEF,
                Optional.empty());
    }

    /// Whom else to ask.
    ///
    /// @param evenIfAway whether also where the first cannot answer, and not only where it does not
    ///   have what is asked for
    record SecondChoice(Upstream service, boolean evenIfAway) {}

    /// The same, asking another service where the first does not have what is asked for, or cannot
    /// answer.
    Route orElse(Upstream second) {
        return with(new SecondChoice(second, true));
    }

    /// The same, asking another service only where the first does not have what is asked for.
    Route ifMissing(Upstream second) {
        return with(new SecondChoice(second, false));
    }

    private Route with(SecondChoice second) {
        return new Route(id, endpoint, accepts, service, responseTimeout, Optional.of(second));
    }

    /// The same for a client who is ready to wait; stands before the route that it is taken from.
    Route forThoseWhoWait() {
        return new Route(
                id + "-waiting",
                endpoint,
                accepts.and(ResponseTimeout.isAskedFor()),
                service,
                ResponseTimeout.LONG,
                secondChoice);
    }
}
