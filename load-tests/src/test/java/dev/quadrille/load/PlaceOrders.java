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

import dev.quadrille.load.client.Customers;
import dev.quadrille.load.client.LoadTarget;
import dev.quadrille.load.client.OrderBodies;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Each user places one order and waits until it is settled. A user that is rejected with 503
/// retries with the same key after the time in `Retry-After`, except in a run that searches for the
/// maximum rate.
public final class PlaceOrders extends Simulation {

    private static final int TRIES = 10;

    private final LoadTarget target =
            new LoadTarget(URI.create(LoadSettings.text("quadrille.url", "http://127.0.0.1:8080")));
    private final LoadProfile profile = LoadProfile.fromProperties();
    private final RunMeasurements measurements =
            new RunMeasurements(profile.phases(), StackCpu.ofLocalStack());
    private final Customers customers = Customers.of(target);
    private final AtomicLong start = new AtomicLong();

    /// One connection pool for all users, so that the run does not measure handshakes. The warm-up
    /// request of Gatling, to its website, is disabled.
    private final HttpProtocolBuilder protocol =
            http.baseUrl(target.url().toString())
                    .shareConnections()
                    .disableWarmUp()
                    .disableCaching()
                    .disableFollowRedirect()
                    .disableAutoReferer();

    private final ChainBuilder send =
            exec(
                    http("place")
                            .post("/api/orders")
                            .header("Authorization", "#{authorization}")
                            .header("Idempotency-Key", "#{key}")
                            .header("Content-Type", "application/json")
                            .body(StringBody(_ -> OrderBodies.any()))
                            .check(
                                    profile.strict() ? status().in(202, 503) : status().is(202),
                                    header("Location").optional().saveAs("order"),
                                    header("Retry-After").optional().saveAs("retryAfter")));

    private final ChainBuilder place =
            exec(send)
                    .asLongAs(PlaceOrders::mayRetry)
                    .on(
                            exec(PlaceOrders::countRejection)
                                    .pause(PlaceOrders::retryAfter)
                                    .exec(send));

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
                                .exec(this::record)
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
        measurements.recordSend(Duration.ofNanos(now - start.get()));
        return session.set("authorization", customers.any())
                .set("key", UUID.randomUUID().toString())
                .set("rejections", 0)
                .set("sent", now);
    }

    private static boolean mayRetry(Session session) {
        return !session.isFailed()
                && !session.contains("order")
                && session.getInt("rejections") < TRIES;
    }

    private static Session countRejection(Session session) {
        return session.set("rejections", session.getInt("rejections") + 1);
    }

    private static Duration retryAfter(Session session) {
        return Duration.ofSeconds(
                session.contains("retryAfter")
                        ? Long.parseLong(session.getString("retryAfter"))
                        : 1);
    }

    private Session record(Session session) {
        long sent = session.getLong("sent");
        SettleTimes phase = measurements.at(Duration.ofNanos(sent - start.get()));
        phase.recordRejections(session.getInt("rejections"));
        if (session.isFailed()) {
            phase.recordFailed();
        } else {
            phase.recordSettled(Duration.ofNanos(System.nanoTime() - sent));
        }
        return session;
    }

    @Override
    public void after() {
        System.out.printf("%nTime to settle (%s)%n%s%n%n", profile.name(), measurements.report());
    }
}
