package dev.quadrille.inventory.application;

import static dev.quadrille.orderflow.value.CancellationReason.CUSTOMER_REQUEST;
import static dev.quadrille.testsupport.samples.Samples.orderCancelled;
import static dev.quadrille.testsupport.samples.Samples.orderConfirmed;
import static dev.quadrille.testsupport.samples.Samples.orderPlaced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.inventory.domain.StockLevel;
import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.deadletter.DeadLetters;
import dev.quadrille.messaging.deadletter.ListedDeadLetter;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.event.StockRejected;
import dev.quadrille.orderflow.event.StockReleased;
import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.Quantity;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.orderflow.value.StockLine;
import dev.quadrille.platform.Uuids;
import dev.quadrille.platform.idempotency.IdempotentRequest;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.TopicLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RealServers
@SpringBootTest(properties = "spring.datasource.hikari.connection-timeout=30000")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InventoryServiceIT {

    private final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    private final TopicLog<ProductListed> catalog = new TopicLog<>(Topic.CATALOG);
    private final JdbcClient jdbc;
    private final StockLevels levels;
    private final InventorySagaParticipant participant;
    private final DemoCatalogSeeder seeder;
    private final DeliverStock deliverStock;
    private final TransactionTemplate transaction;
    private final DeadLetters letters;

    @Autowired
    InventoryServiceIT(
            JdbcClient jdbc,
            StockLevels levels,
            InventorySagaParticipant participant,
            DemoCatalogSeeder seeder,
            DeliverStock deliverStock,
            TransactionTemplate transaction,
            DeadLetters letters) {
        this.letters = letters;
        this.jdbc = jdbc;
        this.levels = levels;
        this.participant = participant;
        this.seeder = seeder;
        this.deliverStock = deliverStock;
        this.transaction = transaction;
    }

    @AfterAll
    void close() {
        log.close();
        catalog.close();
    }

    @Test
    void reservesAvailableStockOnly() {
        Sku sku = createStock("SELLS-OUT", 50);
        List<OrderId> orders = newOrders(120);
        log.publish(
                orders.stream().map(order -> orderPlaced(order, List.of(line(sku, 1)))).toList());
        await().until(() -> orders.stream().allMatch(order -> log.about(order).size() == 2));
        assertThat(events(StockReserved.class, orders)).hasSize(50);
        assertThat(events(StockRejected.class, orders)).hasSize(70);
        assertThat(levelOf(sku)).isEqualTo(new StockLevel(sku, 0, 50, 0));
    }

    @Test
    void reservesAllLinesOrNone() {
        Sku plenty = createStock("PLENTY", 10);
        Sku last = createStock("LAST", 1);
        OrderId order = newOrder();
        log.publish(orderPlaced(order, List.of(line(plenty, 3), line(last, 2))));
        awaitEvent(order, new StockRejected(order, List.of(last)));
        assertThat(levelOf(plenty)).isEqualTo(new StockLevel(plenty, 10, 0, 0));
    }

    @Test
    void shipsConfirmedOrdersAndReleasesCancelledOrders() {
        Sku sku = createStock("COMES-AND-GOES", 10);
        OrderId confirmed = newOrder();
        OrderId cancelled = newOrder();
        log.publish(orderPlaced(confirmed, List.of(line(sku, 4))));
        log.publish(orderPlaced(cancelled, List.of(line(sku, 5))));
        log.publish(orderConfirmed(confirmed));
        log.publish(orderCancelled(cancelled, CUSTOMER_REQUEST));
        awaitEvent(cancelled, new StockReleased(cancelled, List.of(line(sku, 5))));
        await().untilAsserted(
                        () -> assertThat(levelOf(sku)).isEqualTo(new StockLevel(sku, 6, 0, 4)));
    }

    @Test
    void processesOtherOrdersWhenAReservationIsUnreadable() {
        Sku sku = createStock("UNREADABLE", 10);
        OrderId unreadable = newOrder();
        OrderId another = newOrder();
        log.publish(orderPlaced(unreadable, List.of(line(sku, 4))));
        await().until(() -> log.about(unreadable).size() == 2);
        setLines(unreadable, "[{]");
        log.publish(
                List.of(
                        orderCancelled(unreadable, CUSTOMER_REQUEST),
                        orderPlaced(another, List.of(line(sku, 1)))));
        await().until(() -> log.about(another).size() == 2);
        ListedDeadLetter letter = await().until(letters::oldest, all -> !all.isEmpty()).getFirst();
        assertThat(letter.orderId()).contains(unreadable.value());
        assertThat(letter.cause()).startsWith("UnreadableState");
        setLines(unreadable, "[{\"sku\":\"UNREADABLE\",\"quantity\":4}]");
        letters.replay(letter.id());
        awaitEvent(unreadable, new StockReleased(unreadable, List.of(line(sku, 4))));
        await().untilAsserted(
                        () -> assertThat(levelOf(sku)).isEqualTo(new StockLevel(sku, 9, 1, 0)));
    }

    private void setLines(OrderId order, String lines) {
        jdbc.sql("update reservation set lines = :lines where order_id = :order")
                .param("lines", lines)
                .param("order", order.value())
                .update();
    }

    @Test
    void ignoresAnOrderThatFollowsItsCancellation() {
        Sku sku = createStock("TOO-LATE", 10);
        OrderId order = newOrder();
        log.publish(orderCancelled(order, CUSTOMER_REQUEST));
        log.publish(orderPlaced(order, List.of(line(sku, 1))));
        awaitEvent(order, new StockReleased(order, List.of()));
        await().until(() -> log.isConsumedBy("inventory-service"));
        assertThat(levelOf(sku)).isEqualTo(new StockLevel(sku, 10, 0, 0));
    }

    @Test
    void ignoresRedeliveredEvents() {
        Sku sku = createStock("AGAIN", 10);
        OrderId order = newOrder();
        log.publish(orderPlaced(order, List.of(line(sku, 1))));
        await().until(() -> log.about(order).size() == 2);
        await().until(() -> log.isConsumedBy("inventory-service"));
        List<StockLevel> before = levels.all();
        List<?> reservations =
                jdbc.sql("select * from reservation order by 1").query().listOfRows();
        int events = log.events().size();
        log.republishAll();
        await().until(() -> log.isConsumedBy("inventory-service"));
        assertThat(levels.all()).isEqualTo(before);
        assertThat(jdbc.sql("select * from reservation order by 1").query().listOfRows())
                .isEqualTo(reservations);
        assertThat(log.events()).hasSize(events);
    }

    @Test
    void writesTheLevelOfAHotSkuOncePerBatch() {
        Sku sku = createStock("HOT", 1_000);
        jdbc.sql(
                        """
                        create table write_of_stock (sku text);
                        create function record_write() returns trigger language plpgsql as
                            'begin insert into write_of_stock values (new.sku); return null; end';
                        create trigger record_writes after update on stock
                            for each row execute function record_write();
                        """)
                .update();
        processBatch(
                newOrders(100).stream().map(order -> orderPlaced(order, List.of(line(sku, 2)))));
        assertThat(jdbc.sql("select sku from write_of_stock").query(String.class).list())
                .containsExactly("HOT");
        assertThat(levelOf(sku)).isEqualTo(new StockLevel(sku, 800, 200, 0));
        jdbc.sql("drop trigger record_writes on stock").update();
    }

    @Test
    void reservesTheSameSkusInConcurrentBatches() throws Exception {
        List<Sku> skus =
                IntStream.range(0, 8).mapToObj(i -> createStock("SHARED-" + i, 150)).toList();
        // A deadlock would fail one of the transactions.
        runConcurrently(
                IntStream.range(0, 16)
                        .mapToObj(Random::new)
                        .map(random -> () -> processBatch(ordersOf(skus, random))));
        Map<Sku, Long> reserved = reservedPieces();
        assertThat(skus)
                .allSatisfy(sku -> {
                    assertThat(levelOf(sku).delivered()).isEqualTo(150);
                    assertThat(levelOf(sku).reserved()).isEqualTo(reserved.getOrDefault(sku, 0L));
                });
    }

    @Test
    void losesNoPieceInConcurrentDeliveriesAndReservations() throws Exception {
        List<Sku> skus =
                IntStream.range(0, 4).mapToObj(i -> createStock("REFILLED-" + i, 10)).toList();
        Stream<Runnable> batches =
                IntStream.range(0, 16)
                        .mapToObj(Random::new)
                        .map(random -> () -> processBatch(ordersOf(skus, random)));
        Stream<Runnable> deliveries =
                IntStream.range(0, 256).mapToObj(i -> () -> deliver(skus.get(i % 4), 1 + i % 3));
        // A deadlock would fail one of the transactions.
        runConcurrently(Stream.concat(batches, deliveries));
        Map<Sku, Long> reserved = reservedPieces();
        assertThat(skus.stream().map(this::levelOf))
                .allSatisfy(level ->
                        assertThat(level.reserved())
                                .isEqualTo(reserved.getOrDefault(level.sku(), 0L)))
                .allSatisfy(level -> assertThat(level.reserved()).isPositive());
        assertThat(skus.stream().mapToLong(sku -> levelOf(sku).delivered()).sum())
                .isEqualTo(4 * 10 + IntStream.range(0, 256).map(i -> 1 + i % 3).sum());
    }

    private void deliver(Sku sku, int pieces) {
        IdempotentRequest request =
                new IdempotentRequest("operator", Uuids.next().toString(), "hash of " + pieces);
        assertThat(deliverStock.deliver(request, sku, pieces))
                .isInstanceOf(DeliverStock.Outcome.Delivered.class);
    }

    @Test
    void createsTheDemoCatalogOnceForConcurrentReplicas() throws Exception {
        List<StockLevel> expected = demoLevels();
        await().until(() -> catalog.events().size() == 20);
        jdbc.sql("create table saved_stock as select * from stock").update();
        jdbc.sql("truncate stock, product").update();
        runConcurrently(Stream.<Runnable>generate(() -> this::seed).limit(4));
        assertThat(demoLevels()).isEqualTo(expected).hasSize(20);
        await().untilAsserted(() -> assertThat(catalog.events()).hasSize(40));
        jdbc.sql(
                        """
                        insert into product select sku, sku, 1, 'EUR' from saved_stock on conflict do nothing;
                        insert into stock select * from saved_stock on conflict do nothing;
                        """)
                .update();
    }

    /// Runs the work concurrently. Rethrows the first failure.
    private static void runConcurrently(Stream<Runnable> work) throws Exception {
        List<Future<?>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            work.forEach(task -> futures.add(threads.submit(task)));
        }
        for (Future<?> future : futures) {
            future.get();
        }
    }

    private void seed() {
        seeder.run(new DefaultApplicationArguments());
    }

    private List<StockLevel> demoLevels() {
        return levels.all().stream()
                .filter(level ->
                        !jdbc.sql("select name from product where sku = :sku")
                                .param("sku", level.sku().value())
                                .query(String.class)
                                .single()
                                .equals("test"))
                .toList();
    }

    private static Stream<OrderPlaced> ordersOf(List<Sku> skus, Random random) {
        return newOrders(20).stream()
                .map(order ->
                        orderPlaced(
                                order,
                                random.ints(0, skus.size())
                                        .distinct()
                                        .limit(4)
                                        .mapToObj(i -> line(skus.get(i), 1))
                                        .toList()));
    }

    /// Processes a batch like the consumer.
    private void processBatch(Stream<OrderPlaced> placed) {
        List<OrderPlaced> orders = placed.toList();
        transaction.executeWithoutResult(_ -> {
            StockUnitOfWork work =
                    participant.load(new Batch(orders.stream().map(this::received).toList()));
            for (OrderPlaced order : orders) {
                Decision<?> _ = participant.reserve(work, order);
            }
            participant.save(work);
        });
    }

    private EventEnvelope<OrderEvent> received(OrderEvent event) {
        return new EventEnvelope<>(
                Topic.ORDER_FLOW,
                event,
                Uuids.next(),
                Instant.EPOCH,
                EventTrace.NONE,
                new PartitionOffset(0, 0));
    }

    private Map<Sku, Long> reservedPieces() {
        return jdbc
                .sql(
                        """
                        select line ->> 'sku' as sku, sum((line ->> 'quantity')::int) as pieces
                          from reservation, json_array_elements(lines::json) line
                         where status = 'RESERVED' group by 1
                        """)
                .query((row, _) -> Map.entry(new Sku(row.getString("sku")), row.getLong("pieces")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Sku createStock(String sku, int pieces) {
        jdbc.sql("insert into product values (:sku, 'test', 100, 'EUR')")
                .param("sku", sku)
                .update();
        jdbc.sql("insert into stock values (:sku, :pieces, 0, 0, :pieces)")
                .param("sku", sku)
                .param("pieces", pieces)
                .update();
        return new Sku(sku);
    }

    private StockLevel levelOf(Sku sku) {
        return levels.all().stream()
                .filter(level -> level.sku().equals(sku))
                .findFirst()
                .orElseThrow();
    }

    private void awaitEvent(OrderId order, OrderEvent event) {
        await().untilAsserted(() -> assertThat(log.about(order)).contains(event));
    }

    private <E extends OrderEvent> List<E> events(Class<E> type, List<OrderId> orders) {
        return log.all(type).stream().filter(event -> orders.contains(event.orderId())).toList();
    }

    private static StockLine line(Sku sku, int pieces) {
        return new StockLine(sku, new Quantity(pieces));
    }

    private static OrderId newOrder() {
        return new OrderId(Uuids.next());
    }

    private static List<OrderId> newOrders(int number) {
        return Stream.generate(InventoryServiceIT::newOrder).limit(number).toList();
    }
}
