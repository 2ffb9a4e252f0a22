package dev.quadrille.query.application;

import static dev.quadrille.orderflow.value.CancellationReason.CUSTOMER_REQUEST;
import static dev.quadrille.testsupport.samples.Samples.orderCancelled;
import static dev.quadrille.testsupport.samples.Samples.orderConfirmed;
import static dev.quadrille.testsupport.samples.Samples.orderPlaced;
import static dev.quadrille.testsupport.samples.Samples.paymentCharged;
import static dev.quadrille.testsupport.samples.Samples.paymentRefunded;
import static dev.quadrille.testsupport.samples.Samples.shipmentBooked;
import static dev.quadrille.testsupport.samples.Samples.shipmentCancelled;
import static dev.quadrille.testsupport.samples.Samples.stockReleased;
import static dev.quadrille.testsupport.samples.Samples.stockReserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.Uuids;
import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.TopicLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@RealServers
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=query-service",
            // Never, so that only the projection's notification can wake a request.
            "quadrille.long-poll.poll=1h",
            "quadrille.long-poll.per-caller=3"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryServiceIT {

    private static final String ALICE = Tokens.customer("alice");

    private final HttpClient http = HttpClient.newHttpClient();
    private final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    private final int port;
    private final ReadModel model;
    private final Projection projection;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final MeterRegistry meters;
    private OrderId order = newOrder();

    @Autowired
    QueryServiceIT(
            @LocalServerPort int port,
            ReadModel model,
            Projection projection,
            PlatformTransactionManager transactions,
            JdbcClient jdbc,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.meters = meters;
        this.port = port;
        this.model = model;
        this.projection = projection;
        this.transaction = new TransactionTemplate(transactions);
        // Each batch in one of its own, even while another is open.
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", Tokens::keySetUri);
    }

    @BeforeEach
    void drawAnOrder() {
        order = newOrder();
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void tellsTheAgeOfTheOldestUnsettledOrder() {
        log.publish(orderPlaced(order));
        awaitProjected();
        jdbc.sql("update order_view set placed_at = now() - interval '1 day' where order_id = :id")
                .param("id", order.value())
                .update();
        assertThat(oldestUnsettled()).isGreaterThanOrEqualTo(86_400);
        log.publish(confirmedLife());
        awaitProjected();
        assertThat(oldestUnsettled()).isLessThan(86_400);
    }

    private double oldestUnsettled() {
        return meters.get("quadrille.orders.oldest.unsettled").gauge().value();
    }

    @Test
    void showsAConfirmedOrder() {
        log.publish(confirmedLife());
        awaitProjected();
        HttpResponse<String> answer = get("");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(read(answer.body(), "$.orderId")).isEqualTo(order.toString());
        assertThat(read(answer.body(), "$.customerId")).isEqualTo("alice");
        assertThat(read(answer.body(), "$.status")).isEqualTo("CONFIRMED");
        assertThat(read(answer.body(), "$.reason")).isNull();
        assertThat(read(answer.body(), "$.settled")).isEqualTo(true);
        assertThat(read(answer.body(), "$.items[0].sku")).isEqualTo("ESPRESSO-MACHINE");
        assertThat(read(answer.body(), "$.items[0].quantity")).isEqualTo(2);
        assertThat(read(answer.body(), "$.total.amount")).isEqualTo(99_800);
        assertThat(read(answer.body(), "$.version")).isEqualTo(5);
    }

    @Test
    void showsACancelledOrderAsSettledWhenAllHaveAnswered() {
        log.publish(
                List.of(
                        orderPlaced(order),
                        orderCancelled(order, CUSTOMER_REQUEST),
                        stockReleased(order),
                        paymentRefunded(order)));
        awaitProjected();
        assertThat(get("").body()).contains("\"reason\":\"CUSTOMER_REQUEST\"", "\"settled\":false");
        log.publish(shipmentCancelled(order));
        awaitProjected();
        assertThat(get("").body()).contains("\"settled\":true", "\"version\":5");
    }

    @Test
    void tellsTheLifeOfAnOrderInTheOrderOfTheLog() {
        log.publish(confirmedLife());
        awaitProjected();
        String timeline = get("/timeline").body();
        assertThat(JsonPath.<List<String>>read(timeline, "$.events[*].type"))
                .containsExactly(
                        "OrderPlaced",
                        "StockReserved",
                        "PaymentCharged",
                        "ShipmentBooked",
                        "OrderConfirmed");
        assertThat(JsonPath.<List<String>>read(timeline, "$.events[*].service"))
                .containsExactly("order", "inventory", "payment", "shipping", "order");
        assertThat(read(timeline, "$.events[3].data.carrier")).isEqualTo("CITY_POST");
    }

    @Test
    void changesNothingWhenAllIsToldAgain() {
        log.publish(confirmedLife());
        awaitProjected();
        HttpResponse<String> before = get("");
        String timeline = get("/timeline").body();
        log.republishAll();
        awaitProjected();
        assertThat(get("").body()).isEqualTo(before.body());
        assertThat(get("").headers().firstValue("ETag"))
                .isPresent()
                .isEqualTo(before.headers().firstValue("ETag"));
        assertThat(get("/timeline").body()).isEqualTo(timeline);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "\"", "W/"})
    void takesATagThatIsNoneForOneThatItDoesNotHave(String noTag) {
        log.publish(List.of(orderPlaced(order)));
        awaitProjected();
        assertThat(get("", "If-None-Match", noTag).statusCode()).isEqualTo(200);
    }

    @Test
    void answersThatNothingHasChanged() {
        log.publish(List.of(orderPlaced(order)));
        awaitProjected();
        String tag = get("").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> unchanged = get("", "If-None-Match", tag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        log.publish(stockReserved(order));
        awaitProjected();
        HttpResponse<String> changed = get("", "If-None-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).isPresent().isNotEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
    void knowsItsTagInEveryForm(String form) {
        log.publish(orderPlaced(order));
        awaitProjected();
        for (String path : List.of("", "/timeline")) {
            String tag = get(path).headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> unchanged = get(path, "If-None-Match", form.formatted(tag));
            assertThat(unchanged.statusCode()).isEqualTo(304);
            assertThat(unchanged.headers().firstValue("ETag")).contains(tag);
            assertThat(unchanged.headers().firstValue("Cache-Control"))
                    .contains("no-cache, private");
            assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void letsWhoWaitsGoWithoutAnAnswerIfNothingHasChanged() {
        log.publish(orderPlaced(order));
        awaitProjected();
        String tag = get("").headers().firstValue("ETag").orElseThrow();
        assertThat(get("", "Prefer", "wait=1", "If-None-Match", tag).statusCode()).isEqualTo(304);
        CompletableFuture<HttpResponse<String>> waiting = askAndWait("If-None-Match", tag);
        log.publish(confirmedLife());
        assertThat(waiting.join().statusCode()).isEqualTo(200);
        assertThat(waiting.join().body()).contains("\"settled\":true");
    }

    @Test
    void hidesAnOrderFromEverybodyElse() {
        log.publish(confirmedLife());
        awaitProjected();
        assertThat(get("", "Authorization", "Bearer " + Tokens.operator()).statusCode())
                .isEqualTo(200);
        for (String path : List.of("", "/timeline")) {
            HttpResponse<String> bobs =
                    get(path, "Authorization", "Bearer " + Tokens.customer("bob"));
            assertThat(bobs.statusCode()).isEqualTo(404);
            assertThat(bobs.body()).contains("/problems/not-found").doesNotContain("alice");
        }
        assertThat(get("", "Authorization", "Bearer nonsense").statusCode()).isEqualTo(401);
        assertThat(send("/api/orders/" + UUID.randomUUID(), "Accept", "*/*").statusCode())
                .isEqualTo(404);
        assertThat(send("/api/orders/1-1-1-1-1", "Accept", "*/*").statusCode()).isEqualTo(404);
    }

    @Test
    void answersAtOnceWhoWaitsForASettledOrder() {
        log.publish(confirmedLife());
        awaitProjected();
        HttpResponse<String> answer = get("", "Prefer", "wait=30");
        assertThat(answer.body()).contains("\"settled\":true");
        assertThat(answer.headers().firstValue("Preference-Applied")).contains("wait");
    }

    @Test
    void answersAtTheEndOfTheWaitWithTheOrderAsItIsThen() {
        log.publish(orderPlaced(order));
        awaitProjected();
        long asked = System.nanoTime();
        HttpResponse<String> answer = get("", "Prefer", "wait=1");
        assertThat(System.nanoTime() - asked).isGreaterThan(1_000_000_000L);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"settled\":false");
    }

    @Test
    void letsNobodyWaitForSomebodyElsesOrder() {
        log.publish(orderPlaced(order));
        awaitProjected();
        CompletableFuture<HttpResponse<String>> bobs =
                askAndWait("Authorization", "Bearer " + Tokens.customer("bob"));
        await().atMost(Duration.ofSeconds(20)).until(bobs::isDone);
        assertThat(bobs.join().statusCode()).isEqualTo(404);
    }

    @Test
    void wakesWhoWaitsWhenTheOrderSettles() {
        log.publish(orderPlaced(order));
        awaitProjected();
        CompletableFuture<HttpResponse<String>> waiting = askAndWait();
        awaitOpenWaits(1);
        log.publish(confirmedLife());
        await().atMost(Duration.ofSeconds(20)).until(waiting::isDone);
        assertThat(waiting.join().body()).contains("\"settled\":true");
    }

    private void awaitOpenWaits(int count) {
        await().until(() -> meters.get("quadrille.waits.open").gauge().value() == count);
    }

    @Test
    void waitsForAnOrderThatIsNotKnownYet() {
        CompletableFuture<HttpResponse<String>> waiting = askAndWait();
        log.publish(confirmedLife());
        await().atMost(Duration.ofSeconds(20)).until(waiting::isDone);
        assertThat(waiting.join().body()).contains("\"settled\":true");
    }

    @Test
    void answersAtOnceWhenOneCallerWaitsTooOften() {
        log.publish(orderPlaced(order));
        awaitProjected();
        List<CompletableFuture<HttpResponse<String>>> waiting =
                List.of(askAndWait(), askAndWait(), askAndWait());
        awaitOpenWaits(3);
        HttpResponse<String> atOnce = get("", "Prefer", "wait=30");
        assertThat(atOnce.statusCode()).isEqualTo(200);
        assertThat(atOnce.body()).contains("\"settled\":false");
        assertThat(atOnce.headers().firstValue("Preference-Applied")).isEmpty();
        CompletableFuture<HttpResponse<String>> operators =
                askAndWait("Authorization", "Bearer " + Tokens.operator());
        awaitOpenWaits(4);
        log.publish(confirmedLife());
        assertThat(waiting).allMatch(it -> it.join().body().contains("\"settled\":true"));
        assertThat(operators.join().body()).contains("\"settled\":true");
        awaitOpenWaits(0);
    }

    @Test
    void noticesWhatAnotherReplicaHasProjected() {
        List<EventEnvelope<OrderEvent>> life = SampleHistories.of(confirmedLife());
        // Its own waiters are told of it, ours are not: they have just looked, and wait.
        Projection another = new Projection(model, _ -> {});
        AtomicBoolean hasProjected = new AtomicBoolean();
        Runnable projectOnce =
                () -> {
                    if (!hasProjected.getAndSet(true)) {
                        project(another, life);
                    }
                };
        SettlementSignals ours =
                new SettlementSignals(
                        new OvertakenReadModel(model, projectOnce),
                        new LongPollSettings(1, 1, Duration.ofSeconds(60), Duration.ofMillis(10)));
        ours.start();
        CompletableFuture<Optional<OrderView>> waiting = waitIn(ours);
        await().atMost(Duration.ofSeconds(20)).until(waiting::isDone);
        ours.stop();
        assertThat(waiting.join()).hasValueSatisfying(it -> assertThat(it.settled()).isTrue());
    }

    private CompletableFuture<Optional<OrderView>> waitIn(SettlementSignals ours) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return ours.await(order, Duration.ofSeconds(60), _ -> false);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void writesNothingOverWhatAnotherReplicaHasProjectedMeanwhile() {
        List<EventEnvelope<OrderEvent>> life = SampleHistories.of(confirmedLife());
        OvertakenReadModel overtaken =
                new OvertakenReadModel(model, () -> project(projection, life));
        Projection late = new Projection(overtaken, _ -> {});
        // The consumer tries it again, and then it changes nothing.
        assertThatThrownBy(() -> project(late, life.subList(0, 3)))
                .isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(model.find(order))
                .hasValueSatisfying(view -> assertThat(view.version()).isEqualTo(5));
        assertThat(model.timeline(order)).hasSize(5);
    }

    @Test
    void endsTheSameInWhateverBatchesAndReplicasCopiesAreDelivered() {
        List<EventEnvelope<OrderEvent>> life = SampleHistories.of(confirmedLife());
        List<EventEnvelope<OrderEvent>> copies = new ArrayList<>(life);
        life.forEach(it -> copies.add(SampleHistories.copyAt(100 + copies.size(), it)));
        project(projection, copies);
        TableContents expected = TableContents.ofServing(jdbc);
        Random random = new Random(1);
        for (int round = 0; round < 20; round++) {
            jdbc.sql("delete from order_view where order_id = :id")
                    .param("id", order.value())
                    .update();
            jdbc.sql("delete from order_event where order_id = :id")
                    .param("id", order.value())
                    .update();
            deliverToTwoReplicas(copies, random);
            assertThat(TableContents.ofServing(jdbc)).isEqualTo(expected);
        }
    }

    /// To each all of it, in another order and other batches, both at the same time.
    private void deliverToTwoReplicas(List<EventEnvelope<OrderEvent>> copies, Random random) {
        List<CompletableFuture<Void>> replicas = new ArrayList<>();
        for (int replica = 0; replica < 2; replica++) {
            List<EventEnvelope<OrderEvent>> shuffled = new ArrayList<>(copies);
            Collections.shuffle(shuffled, random);
            int size = 1 + random.nextInt(4);
            replicas.add(CompletableFuture.runAsync(() -> deliver(shuffled, size)));
        }
        replicas.forEach(CompletableFuture::join);
    }

    private void deliver(List<EventEnvelope<OrderEvent>> delivered, int size) {
        Projection replica = new Projection(model, _ -> {});
        for (int i = 0; i < delivered.size(); i += size) {
            List<EventEnvelope<OrderEvent>> batch =
                    delivered.subList(i, Math.min(delivered.size(), i + size));
            await().ignoreExceptionsInstanceOf(ConcurrencyFailureException.class)
                    .pollInterval(Duration.ofMillis(2))
                    .untilAsserted(() -> project(replica, batch));
        }
    }

    @Test
    void readsABatchInTheOrderOfTheLogHoweverItWasDelivered() {
        List<EventEnvelope<OrderEvent>> life = SampleHistories.of(confirmedLife());
        project(projection, life);
        OrderView expected = model.find(order).orElseThrow();
        List<TimelineEntry> timeline = model.timeline(order);
        Random random = new Random(1);
        for (int round = 0; round < 20; round++) {
            order = newOrder();
            List<EventEnvelope<OrderEvent>> shuffled =
                    new ArrayList<>(SampleHistories.of(confirmedLife()));
            List.copyOf(shuffled)
                    .forEach(it -> shuffled.add(SampleHistories.copyAt(100 + shuffled.size(), it)));
            Collections.shuffle(shuffled, random);
            project(projection, shuffled);
            OrderView view = model.find(order).orElseThrow();
            assertThat(view.updatedAt()).isEqualTo(expected.updatedAt());
            assertThat(view.position()).isEqualTo(expected.position());
            assertThat(model.timeline(order))
                    .extracting(TimelineEntry::position)
                    .containsExactlyElementsOf(
                            timeline.stream().map(TimelineEntry::position).toList());
        }
    }

    private void project(Projection by, List<EventEnvelope<OrderEvent>> batch) {
        transaction.executeWithoutResult(_ -> by.handle(batch));
    }

    private List<OrderEvent> confirmedLife() {
        return List.of(
                orderPlaced(order),
                stockReserved(order),
                paymentCharged(order),
                shipmentBooked(order),
                orderConfirmed(order));
    }

    private void awaitProjected() {
        await().until(() -> log.isConsumedBy("query-service"));
    }

    private CompletableFuture<HttpResponse<String>> askAndWait(String... headers) {
        HttpRequest.Builder request = request("/api/orders/" + order, headers);
        return http.sendAsync(
                request.setHeader("Prefer", "wait=30").build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String... headers) {
        return send("/api/orders/" + order + path, headers);
    }

    private HttpResponse<String> send(String path, String... headers) {
        try {
            return http.send(request(path, headers).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .setHeader("Authorization", "Bearer " + ALICE);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static Object read(String json, String path) {
        return JsonPath.read(json, path);
    }

    private static OrderId newOrder() {
        return new OrderId(Uuids.next());
    }
}
