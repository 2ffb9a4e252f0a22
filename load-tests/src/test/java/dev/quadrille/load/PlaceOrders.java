package dev.quadrille.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.forAll;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.quadrille.load.LoadProfile.Goal;
import dev.quadrille.load.OverloadReport.Outcome;
import dev.quadrille.load.client.BreakerWatch;
import dev.quadrille.load.client.Customers;
import dev.quadrille.load.client.LoadTarget;
import dev.quadrille.load.client.OrderBodies;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Each user places one order and waits until it is settled. A user that is rejected with 503
/// retries with the same key after the time in `Retry-After`, if all orders must be confirmed.
public final class PlaceOrders extends Simulation {

    private static final int TRIES = 10;

    private final LoadTarget target =
            new LoadTarget(URI.create(LoadSettings.text("quadrille.url", "http://127.0.0.1:8080")));
    private final LoadProfile profile = LoadProfile.fromProperties();
    private final RunMeasurements measurements =
            new RunMeasurements(profile.phases(), StackCpu.ofLocalStack());
    private final OverloadReport overload = new OverloadReport(profile.phases());
    private final Customers customers = Customers.of(target);
    private final BreakerWatch breakers = BreakerWatch.start(target);
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
                                    expectedStatus(),
                                    responseTimeInMillis().saveAs("responseTime"),
                                    header("Location").optional().saveAs("order"),
                                    header("Retry-After").optional().saveAs("retryAfter")));

    private final ChainBuilder place =
            exec(send)
                    .asLongAs(this::mayRetry)
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
                                .doIf(this::isMissing)
                                .then(exec(Session::markAsFailed))
                                .exec(this::record)
                                .injectOpen(
                                        profile.phases().stream()
                                                .map(PlaceOrders::injection)
                                                .toArray(OpenInjectionStep[]::new)))
                .protocols(protocol)
                .assertions(
                        profile.goal() == Goal.ALL_CONFIRMED
                                ? new Assertion[] {forAll().failedRequests().count().is(0L)}
                                : new Assertion[0]);
    }

    private CheckBuilder expectedStatus() {
        return switch (profile.goal()) {
            case ALL_CONFIRMED -> status().in(202, 503);
            case MAXIMUM_RATE -> status().is(202);
            case OVERLOAD -> status().in(202, 429, 503);
        };
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

    private boolean isMissing(Session session) {
        return profile.goal() != Goal.OVERLOAD && !session.contains("order");
    }

    private boolean mayRetry(Session session) {
        return profile.goal() == Goal.ALL_CONFIRMED
                && !session.isFailed()
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
        Duration at = Duration.ofNanos(sent - start.get());
        Duration took = Duration.ofNanos(System.nanoTime() - sent);
        SettleTimes phase = measurements.at(at);
        phase.recordRejections(session.getInt("rejections"));
        switch (outcome(session)) {
            case CONFIRMED -> {
                phase.recordSettled(took);
                overload.record(at, Outcome.CONFIRMED, took);
            }
            case FAILED -> {
                phase.recordFailed();
                overload.record(at, Outcome.FAILED, took);
            }
            case REJECTED -> {
                phase.recordRejections(1);
                overload.record(at, Outcome.REJECTED, responseTime(session));
            }
        }
        return session;
    }

    private static Outcome outcome(Session session) {
        if (session.isFailed()) {
            return Outcome.FAILED;
        }
        return session.contains("order") ? Outcome.CONFIRMED : Outcome.REJECTED;
    }

    private static Duration responseTime(Session session) {
        return Duration.ofMillis(session.getInt("responseTime"));
    }

    @Override
    public void after() {
        breakers.close();
        System.out.printf("%nTime to settle (%s)%n%s%n%n", profile.name(), measurements.report());
        if (profile.goal() == Goal.OVERLOAD) {
            System.out.printf("%s%n%s%n%n", overload.lines(), breakers.lines());
        }
    }
}
