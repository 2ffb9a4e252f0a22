package dev.quadrille.messaging.consumer;

import static dev.quadrille.orderflow.value.CancellationReason.DEADLINE_PASSED;
import static dev.quadrille.testsupport.replica.OrderEvents.charged;
import static dev.quadrille.testsupport.replica.OrderEvents.order;
import static dev.quadrille.testsupport.replica.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.testsupport.replica.Parcels;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import dev.quadrille.testsupport.samples.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.health.contributor.Status;

class ConsumptionIT {

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(testBed);

    @Test
    void readsFromTheBeginningOfTheLog() {
        testBed.createTopics();
        parcels.publish(charged(100));
        testBed.start(Replica.parcels());
        parcels.awaitBooked(100);
        assertThat(parcels.bookings()).hasSize(100);
    }

    @Test
    void handlesASingleEventWithoutDelay() {
        // A consumer that waited for more records would wait that long.
        Duration wait = Duration.ofSeconds(8);
        testBed.createTopics();
        testBed.start(Replica.parcels().with("spring.kafka.consumer.fetch-max-wait", wait));
        parcels.publish(charged(1));
        parcels.awaitBooked(1);
        parcels.publish(charged(2));
        eventually().atMost(wait.minusSeconds(2)).until(() -> parcels.rows().size() == 2);
    }

    @Test
    void ignoresARepeatedEvent() {
        Replica replica = testBed.start(Replica.parcels());
        var record = parcels.probe().record(Samples.paymentCharged(order(1)));
        parcels.probe().publishRecords(List.of(record, record));
        parcels.publish(charged(3));
        parcels.awaitBooked(3);
        assertThat(parcels.bookings()).hasSize(3);
        eventually()
                .until(() -> replica.meter("quadrille.reactions", "outcome", "already_done") == 2);
    }

    @Test
    void handlesTheEventsOfOneOrderInSequence() {
        testBed.createTopics();
        parcels.publish(
                List.of(
                        Samples.paymentCharged(order(1)),
                        Samples.orderCancelled(order(1), DEADLINE_PASSED),
                        Samples.paymentCharged(order(1))));
        testBed.start(Replica.parcels());
        parcels.awaitBooked(1);
        assertThat(parcels.rows()).first().asString().contains("CALLED_OFF");
    }

    @Test
    void retriesABatchWhoseHandlerThrowsAnError() {
        AtomicInteger failures = new AtomicInteger(3);
        Replica replica =
                testBed.start(
                        Replica.parcels()
                                .afterLoad(_ -> {
                                    if (failures.getAndDecrement() > 0) {
                                        throw new OutOfMemoryError("on purpose");
                                    }
                                }));
        parcels.publish(charged(10));
        parcels.awaitBooked(10);
        assertThat(replica.meter("quadrille.consumer.retries")).isEqualTo(3);
        eventually().until(() -> replica.meter("quadrille.consumer.stalled") == 0);
        assertThat(replica.bean(ConsumersHealth.class).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isDownWhenAConsumerHasStopped() {
        Replica replica = testBed.start(Replica.parcels());
        ConsumersHealth health = replica.bean(ConsumersHealth.class);
        var container = replica.bean(Consumers.class).containers().getFirst();
        eventually().until(() -> !container.getContainers().isEmpty());
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        container.stopAbnormally(() -> {});
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void repeatsABatchThatFailedAroundItsCommit() {
        Set<FaultPoint> failed = new ConcurrentSkipListSet<>();
        Replica replica =
                testBed.start(
                        Replica.parcels()
                                .faultsAt(point -> {
                                    if (point.name().startsWith("CONSUMER") && failed.add(point)) {
                                        throw new IllegalStateException("on purpose at " + point);
                                    }
                                }));
        parcels.publish(charged(10));
        parcels.awaitBooked(10);
        eventually()
                .until(() -> replica.meter("quadrille.reactions", "outcome", "already_done") > 0);
        assertThat(parcels.bookings()).hasSize(10);
    }

    @Test
    void changesNothingWhenTheWholeLogIsConsumedAgain() {
        Replica first = testBed.start(Replica.parcels());
        parcels.publish(charged(200));
        parcels.publish(List.of(Samples.orderCancelled(order(7), DEADLINE_PASSED)));
        parcels.awaitBooked(200);
        eventually().until(() -> parcels.rows().get(7).contains("CALLED_OFF"));
        first.close();
        List<String> rows = parcels.rows();
        int published = parcels.probe().records().size();

        Replica second =
                testBed.start(Replica.parcels().with("spring.application.name", "replayed"));
        eventually().until(() -> second.meter("quadrille.reactions") == 201);
        assertThat(second.meter("quadrille.reactions", "outcome", "taken")).isZero();
        assertThat(parcels.rows()).isEqualTo(rows);
        assertThat(parcels.outboxSize()).isZero();
        assertThat(parcels.probe().records()).hasSize(published);
    }

    @Test
    void resumesAfterAPause() {
        Replica replica = testBed.start(Replica.parcels());
        parcels.publish(charged(1));
        parcels.awaitBooked(1);
        replica.pause();
        parcels.publish(charged(2));
        replica.resume();
        parcels.awaitBooked(2);
    }
}
