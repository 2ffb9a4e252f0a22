package dev.quadrille.shipping.application;

import static dev.quadrille.testsupport.samples.Samples.ALICE;
import static dev.quadrille.testsupport.samples.Samples.ORDER;
import static dev.quadrille.testsupport.samples.Samples.paymentCharged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.platform.fault.FaultPoints;
import dev.quadrille.shipping.domain.Shipment;
import dev.quadrille.testsupport.fakes.InMemoryStateStore;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefuseFaultTest {

    private final PaymentCharged charged = paymentCharged(ORDER, "AT");

    @Test
    void refusesTheShipmentsOfTheCustomerInScope() {
        assertThat(shipmentAfter(new RefusingFor(ALICE.value())))
                .isEqualTo(new Shipment.Refused(ORDER));
    }

    @Test
    void booksTheShipmentsOfOthers() {
        assertThat(shipmentAfter(new RefusingFor("bob"))).isInstanceOf(Shipment.Booked.class);
        assertThat(shipmentAfter(FaultPoints.NONE)).isInstanceOf(Shipment.Booked.class);
    }

    private Shipment shipmentAfter(FaultPoints faults) {
        ShippingSagaParticipant participant =
                new ShippingSagaParticipant(
                        new InMemoryStateStore<Shipment>(Shipment.None::new), faults);
        UnitOfWork<Shipment> work = new UnitOfWork<>(Map.of(), Shipment.None::new);
        participant.book(work, charged);
        return work.of(ORDER);
    }

    private record RefusingFor(String name) implements FaultPoints {

        @Override
        public void pass(FaultPoint point) {}

        @Override
        public boolean injects(Fault fault, String customer) {
            return fault == Fault.REFUSE && customer.equals(name);
        }
    }
}
