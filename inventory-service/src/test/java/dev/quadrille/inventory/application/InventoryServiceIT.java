package dev.quadrille.inventory.application;

import static dev.quadrille.messaging.samples.Samples.orderCancelled;
import static dev.quadrille.messaging.samples.Samples.orderConfirmed;
import static dev.quadrille.messaging.samples.Samples.orderPlaced;
import static dev.quadrille.orderflow.value.CancellationReason.CUSTOMER_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.inventory.domain.StockLevel;
import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.Received;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.deadletter.DeadLetters;
import dev.quadrille.messaging.deadletter.ListedDeadLetter;
import dev.quadrille.messaging.reader.PartitionOffset;
import dev.quadrille.messaging.servers.RealServers;
import dev.quadrille.messaging.servers.TopicLog;
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
@SpringBootTest(
        properties = {
            "spring.config.name=inventory-service",
            "spring.datasource.hikari.connection-timeout=30000"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InventoryServiceIT {

    private final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    private final TopicLog<ProductListed> catalog = new TopicLog<>(Topic.CATALOG);
    private final JdbcClient jdbc;
    private final StockLevels levels;
    private final InventorySagaParticipant participant;
    private final DemoCatalogSeeder openingStock;
    private final DeliverStock deliverStock;
    private final TransactionTemplate transaction;
    private final DeadLetters letters;

    @Autowired
    InventoryServiceIT(
            JdbcClient jdbc,
            StockLevels levels,
            InventorySagaParticipant participant,
            DemoCatalogSeeder openingStock,
            DeliverStock deliverStock,
            TransactionTemplate transaction,
            DeadLetters letters) {
        this.letters = letters;
        this.jdbc = jdbc;
        this.levels = levels;
        this.participant = participant;
        this.openingStock = openingStock;
        this.deliverStock = deliverStock;
        this.transaction = transaction;
    }

    @AfterAll
    void close() {
        log.close();
        catalog.close();
    }

    @Test
    void reservesExactlyWhatThereIs() {
        Sku sku = stocked("SELLS-OUT", 50);
        List<OrderId> orders = newOrders(120);
        log.tell(orders.stream().map(order -> orderPlaced(order, List.of(line(sku, 1)))).toList());
        await().until(() -> orders.stream().allMatch(order -> log.about(order).size() == 2));
        assertThat(told(StockReserved.class, orders)).hasSize(50);
        assertThat(told(StockRejected.class, orders)).hasSize(70);
        assertThat(levelOf(sku)).isEqualTo(new StockLevel(sku, 0, 50, 0));
    }

    @Test
    void reservesAllLinesOrNone() {
        Sku plenty = stocked("PLENTY", 10);
        Sku last = stocked("LAST", 1);
        OrderId order = newOrder();
        log.tell(orderPlaced(order, List.of(line(plenty, 3), line(last, 2))));
        awaitTold(order, new StockRejected(order, List.of(last)));
        assertThat(levelOf(plenty)).isEqualTo(new StockLevel(plenty, 10, 0, 0));
    }

    @Test
    void shipsWhatIsConfirmedAndReleasesWhatIsCancelled() {
        Sku sku = stocked("COMES-AND-GOES", 10);
        OrderId confirmed = newOrder();
        OrderId cancelled = newOrder();
        log.tell(orderPlaced(confirmed, List.of(line(sku, 4))));
        log.tell(orderPlaced(cancelled, List.of(line(sku, 5))));
        log.tell(orderConfirmed(confirmed));
        log.tell(orderCancelled(cancelled, CUSTOMER_REQUEST));
        awaitTold(cancelled, new StockReleased(cancelled, List.of(line(sku, 5))));
        await().untilAsserted(
                        () -> assertThat(levelOf(sku)).isEqualTo(new StockLevel(sku, 6, 0, 4)));
    }

    @Test
    void goesOnWithOthersWhenAReservationCannotBeRead() {
        Sku sku = stocked("SPOILT", 10);
        OrderId spoilt = newOrder();
        OrderId another = newOrder();
        log.tell(orderPlaced(spoilt, List.of(line(sku, 4))));
        await().until(() -> log.about(spoilt).size() == 2);
        setLines(spoilt, "[{]");
        log.tell(
                List.of(
                        orderCancelled(spoilt, CUSTOMER_REQUEST),
                        orderPlaced(another, List.of(line(sku, 1)))));
        await().until(() -> log.about(another).size() == 2);
        ListedDeadLetter letter = await().until(letters::oldest, all -> !all.isEmpty()).getFirst();
        assertThat(letter.orderId()).contains(spoilt.value());
        assertThat(letter.cause()).startsWith("UnreadableState");
        setLines(spoilt, "[{\"sku\":\"SPOILT\",\"quantity\":4}]");
        letters.replay(letter.id());
        awaitTold(spoilt, new StockReleased(spoilt, List.of(line(sku, 4))));
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
    void leavesATombstoneForAnOrderThatComesTooLate() {
        Sku sku = stocked("TOO-LATE", 10);
        OrderId order = newOrder();
        log.tell(orderCancelled(order, CUSTOMER_REQUEST));
        log.tell(orderPlaced(order, List.of(line(sku, 1))));
        awaitTold(order, new StockReleased(order, List.of()));
        await().until(() -> log.isReadBy("inventory-service"));
        assertThat(levelOf(sku)).isEqualTo(new StockLevel(sku, 10, 0, 0));
    }

    @Test
    void changesNothingWhenAllIsToldAgain() {
        Sku sku = stocked("AGAIN", 10);
        OrderId order = newOrder();
        log.tell(orderPlaced(order, List.of(line(sku, 1))));
        await().until(() -> log.about(order).size() == 2);
        await().until(() -> log.isReadBy("inventory-service"));
        List<StockLevel> before = levels.all();
        List<?> reservations =
                jdbc.sql("select * from reservation order by 1").query().listOfRows();
        int facts = log.facts().size();
        log.repeat();
        await().until(() -> log.isReadBy("inventory-service"));
        assertThat(levels.all()).isEqualTo(before);
        assertThat(jdbc.sql("select * from reservation order by 1").query().listOfRows())
                .isEqualTo(reservations);
        assertThat(log.facts()).hasSize(facts);
    }

    @Test
    void writesTheCounterOfAHotSkuOnceABatch() {
        Sku sku = stocked("HOT", 1_000);
        jdbc.sql(
                        """
                        create table write_of_stock (sku text);
                        create function note_write() returns trigger language plpgsql as
                            'begin insert into write_of_stock values (new.sku); return null; end';
                        create trigger note_writes after update on stock
                            for each row execute function note_write();
                        """)
                .update();
        react(newOrders(100).stream().map(order -> orderPlaced(order, List.of(line(sku, 2)))));
        assertThat(jdbc.sql("select sku from write_of_stock").query(String.class).list())
                .containsExactly("HOT");
        assertThat(levelOf(sku)).isEqualTo(new StockLevel(sku, 800, 200, 0));
        jdbc.sql("drop trigger note_writes on stock").update();
    }

    @Test
    void lets16BatchesReserveTheSameSkusAtOnce() throws Exception {
        List<Sku> skus = IntStream.range(0, 8).mapToObj(i -> stocked("SHARED-" + i, 150)).toList();
        // A deadlock would fail one of them.
        atOnce(
                IntStream.range(0, 16)
                        .mapToObj(Random::new)
                        .map(random -> () -> react(ordersOf(skus, random))));
        Map<Sku, Long> held = heldPieces();
        assertThat(skus)
                .allSatisfy(sku -> {
                    assertThat(levelOf(sku).delivered()).isEqualTo(150);
                    assertThat(levelOf(sku).reserved()).isEqualTo(held.getOrDefault(sku, 0L));
                });
    }

    @Test
    void losesNoPieceOfDeliveriesAndReservationsAtOnce() throws Exception {
        List<Sku> skus = IntStream.range(0, 4).mapToObj(i -> stocked("REFILLED-" + i, 10)).toList();
        Stream<Runnable> batches =
                IntStream.range(0, 16)
                        .mapToObj(Random::new)
                        .map(random -> () -> react(ordersOf(skus, random)));
        Stream<Runnable> deliveries =
                IntStream.range(0, 256).mapToObj(i -> () -> deliver(skus.get(i % 4), 1 + i % 3));
        // A deadlock would fail one of them.
        atOnce(Stream.concat(batches, deliveries));
        Map<Sku, Long> held = heldPieces();
        assertThat(skus.stream().map(this::levelOf))
                .allSatisfy(level ->
                        assertThat(level.reserved()).isEqualTo(held.getOrDefault(level.sku(), 0L)))
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
    void opensTheShopOnceHoweverManyReplicasStart() throws Exception {
        List<StockLevel> opened = openedLevels();
        await().until(() -> catalog.facts().size() == 20);
        jdbc.sql("create table kept_stock as select * from stock").update();
        jdbc.sql("truncate stock, product").update();
        atOnce(Stream.<Runnable>generate(() -> this::open).limit(4));
        assertThat(openedLevels()).isEqualTo(opened).hasSize(20);
        await().untilAsserted(() -> assertThat(catalog.facts()).hasSize(40));
        jdbc.sql(
                        """
                        insert into product select sku, sku, 1, 'EUR' from kept_stock on conflict do nothing;
                        insert into stock select * from kept_stock on conflict do nothing;
                        """)
                .update();
    }

    /// Throws what any of them throws.
    private static void atOnce(Stream<Runnable> work) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            work.forEach(each -> all.add(threads.submit(each)));
        }
        for (Future<?> each : all) {
            each.get();
        }
    }

    private void open() {
        openingStock.run(new DefaultApplicationArguments());
    }

    private List<StockLevel> openedLevels() {
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

    /// Handles a batch as the consumer would.
    private void react(Stream<OrderPlaced> placed) {
        List<OrderPlaced> orders = placed.toList();
        transaction.executeWithoutResult(_ -> {
            StockUnitOfWork room =
                    participant.load(new Batch(orders.stream().map(this::received).toList()));
            for (OrderPlaced order : orders) {
                Decision<?> _ = participant.reserve(room, order);
            }
            participant.save(room);
        });
    }

    private Received<OrderEvent> received(OrderEvent event) {
        return new Received<>(
                event, Uuids.next(), Instant.EPOCH, EventTrace.NONE, new PartitionOffset(0, 0));
    }

    private Map<Sku, Long> heldPieces() {
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

    private Sku stocked(String sku, int pieces) {
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

    private void awaitTold(OrderId order, OrderEvent fact) {
        await().untilAsserted(() -> assertThat(log.about(order)).contains(fact));
    }

    private <E extends OrderEvent> List<E> told(Class<E> type, List<OrderId> orders) {
        return log.all(type).stream().filter(fact -> orders.contains(fact.orderId())).toList();
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
