package dev.quadrille.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.forAll;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Each user places one order and waits until it is settled. Who is refused with a 503 comes again
/// with the same key, as its `Retry-After` says; where the run looks for the rate at which the shop
/// refuses, nobody does.
public final class PlaceOrders extends Simulation {

    private static final int TRIES = 10;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final LoadTarget target = LoadTarget.fromProperties();
    private final LoadProfile profile = LoadProfile.fromProperties();
    private final RunTimes times = new RunTimes(profile.phases(), StackCpu.ofTheLocalStack());
    private final Customers customers = Customers.of(target);
    private final AtomicLong start = new AtomicLong();

    /// One pool of connections for all users, as a browser farm behind a proxy would have; no user
    /// pays for a handshake. Gatling's own first request, to its makers' site, is left out.
    private final HttpProtocolBuilder protocol =
            http.baseUrl(target.url().toString())
                    .shareConnections()
                    .disableWarmUp()
                    .disableCaching()
                    .disableFollowRedirect()
                    .disableAutoReferer();

    private final ChainBuilder ask =
            exec(
                    http("place")
                            .post("/api/orders")
                            .header("Authorization", "#{authorization}")
                            .header("Idempotency-Key", "#{key}")
                            .header("Content-Type", "application/json")
                            .body(StringBody(_ -> Baskets.any()))
                            .check(
                                    profile.strict() ? status().in(202, 503) : status().is(202),
                                    header("Location").optional().saveAs("order")));

    private final ChainBuilder place =
            exec(ask)
                    .asLongAs(PlaceOrders::mayComeAgain)
                    .on(exec(PlaceOrders::countRefusal).pause(RETRY_AFTER).exec(ask));

    private final ChainBuilder settle =
            exec(
                    http("settle")
                            .get("#{order}")
                            .header("Authorization", "#{authorization}")
                            .header("Prefer", "wait=30")
                            .requestTimeout(Duration.ofSeconds(40))
                            .check(
                                    status().is(200),
                                    substring("\"status\":\"CONFIRMED\"").exists(),
                                    substring("\"settled\":true").exists()));

    {
        setUp(
                        scenario("orders")
                                .exec(this::begin)
                                .exec(place)
                                .doIf(session -> session.contains("order"))
                                .then(settle)
                                .doIf(session -> !session.contains("order"))
                                .then(exec(Session::markAsFailed))
                                .exec(this::note)
                                .injectOpen(
                                        profile.phases().stream()
                                                .map(PlaceOrders::injection)
                                                .toArray(OpenInjectionStep[]::new)))
                .protocols(protocol)
                .assertions(
                        profile.strict()
                                ? new Assertion[] {forAll().failedRequests().count().is(0L)}
                                : new Assertion[0]);
    }

    private static OpenInjectionStep injection(LoadPhase phase) {
        return phase.measured()
                ? constantUsersPerSec(phase.rate()).during(phase.duration())
                : rampUsersPerSec(1).to(phase.rate()).during(phase.duration());
    }

    private Session begin(Session session) {
        long now = System.nanoTime();
        start.compareAndSet(0, now);
        times.sendAt(Duration.ofNanos(now - start.get()));
        return session.set("authorization", customers.any())
                .set("key", UUID.randomUUID().toString())
                .set("refusals", 0)
                .set("sent", now);
    }

    private static boolean mayComeAgain(Session session) {
        return !session.isFailed()
                && !session.contains("order")
                && session.getInt("refusals") < TRIES;
    }

    private static Session countRefusal(Session session) {
        return session.set("refusals", session.getInt("refusals") + 1);
    }

    private Session note(Session session) {
        long sent = session.getLong("sent");
        SettleTimes phase = times.at(Duration.ofNanos(sent - start.get()));
        phase.refused(session.getInt("refusals"));
        if (session.isFailed()) {
            phase.lost();
        } else {
            phase.settledAfter(Duration.ofNanos(System.nanoTime() - sent));
        }
        return session;
    }

    @Override
    public void after() {
        System.out.printf("%nTime to settle (%s)%n%s%n%n", profile.name(), times.report());
    }
}
