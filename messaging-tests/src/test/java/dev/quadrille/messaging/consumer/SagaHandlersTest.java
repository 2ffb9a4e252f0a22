package dev.quadrille.messaging.consumer;

import static dev.quadrille.orderflow.OrderFlow.BOOK_SHIPMENT;
import static dev.quadrille.orderflow.OrderFlow.CANCEL_SHIPMENT;
import static dev.quadrille.orderflow.OrderFlow.CHARGE_PAYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.Handles;
import dev.quadrille.messaging.SagaParticipant;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.NothingToDo;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.testsupport.samples.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// A service whose methods differ from its rows refuses to start.
class SagaHandlersTest {

    static final SagaParticipant<?>[] WRONG = {
        new Missing(),
        new Twice(),
        new Foreign(),
        new OtherEvent(),
        new OtherWork(),
        new NoDecision(),
        new NoWork()
    };

    @Test
    void findsTheMethodForEachTrigger() {
        SagaHandlers<String> table = SagaHandlers.of(new Right());
        assertThat(table.triggers())
                .containsExactlyInAnyOrder(PaymentCharged.class, OrderCancelled.class);
        assertThat(table.on(Samples.paymentCharged(Samples.ORDER)).row()).isEqualTo(BOOK_SHIPMENT);
    }

    @ParameterizedTest
    @FieldSource("WRONG")
    void rejectsMethodsThatDifferFromTheRows(SagaParticipant<?> participant) {
        assertThatThrownBy(() -> SagaHandlers.of(participant))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SHIPPING");
    }

    @Test
    void rejectsAnEventThatTheRowMustNotPublish() {
        OrderEvent charged = Samples.paymentCharged(Samples.ORDER);
        SagaHandlers.Handler<String> handler = SagaHandlers.of(new Right()).on(charged);
        assertThatThrownBy(() -> handler.decide("", charged))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("BOOK_SHIPMENT must not publish");
    }

    @Test
    void rejectsAnEventWithoutAHandler() {
        assertThatThrownBy(() -> SagaHandlers.of(new Right()).on(new OrderConfirmed(Samples.ORDER)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    abstract static class Shipping implements SagaParticipant<String> {

        @Override
        public Participant participant() {
            return Participant.SHIPPING;
        }

        @Override
        public String load(Batch batch) {
            return "";
        }

        @Override
        public void save(String work) {}

        static Decision<String> nothing() {
            return Decision.nothing(NothingToDo.ALREADY_DONE);
        }
    }

    static final class Right extends Shipping {

        @Handles(BOOK_SHIPMENT)
        Decision<String> publishesAnEventOfAnotherRow(String work, PaymentCharged charged) {
            return Decision.step(work, new OrderConfirmed(charged.orderId()));
        }

        @Handles(CANCEL_SHIPMENT)
        Decision<String> takesACommonType(String work, OrderEvent cancelled) {
            return nothing();
        }
    }

    static final class Missing extends Shipping {

        @Handles(BOOK_SHIPMENT)
        Decision<String> book(String work, PaymentCharged charged) {
            return nothing();
        }
    }

    static final class Twice extends Shipping {

        @Handles(BOOK_SHIPMENT)
        Decision<String> book(String work, PaymentCharged charged) {
            return nothing();
        }

        @Handles(BOOK_SHIPMENT)
        Decision<String> bookAgain(String work, OrderEvent charged) {
            return nothing();
        }

        @Handles(CANCEL_SHIPMENT)
        Decision<String> cancel(String work, OrderCancelled cancelled) {
            return nothing();
        }
    }

    static final class Foreign extends Shipping {

        @Handles(BOOK_SHIPMENT)
        Decision<String> book(String work, PaymentCharged charged) {
            return nothing();
        }

        @Handles(CANCEL_SHIPMENT)
        Decision<String> cancel(String work, OrderCancelled cancelled) {
            return nothing();
        }

        @Handles(CHARGE_PAYMENT)
        Decision<String> charge(String work, StockReserved reserved) {
            return nothing();
        }
    }

    static final class OtherEvent extends Shipping {

        @Handles(BOOK_SHIPMENT)
        Decision<String> book(String work, PaymentCharged charged) {
            return nothing();
        }

        @Handles(CANCEL_SHIPMENT)
        Decision<String> cancel(String work, OrderCancelled cancelled) {
            return nothing();
        }

        @Handles(BOOK_SHIPMENT)
        Decision<String> confirm(String work, OrderConfirmed confirmed) {
            return nothing();
        }
    }

    static final class OtherWork extends Shipping {

        @Handles(BOOK_SHIPMENT)
        Decision<String> book(Integer work, PaymentCharged charged) {
            return nothing();
        }

        @Handles(CANCEL_SHIPMENT)
        Decision<String> cancel(String work, OrderCancelled cancelled) {
            return nothing();
        }
    }

    static final class NoWork extends Shipping {

        @Handles(BOOK_SHIPMENT)
        Decision<String> book(PaymentCharged charged) {
            return nothing();
        }

        @Handles(CANCEL_SHIPMENT)
        Decision<String> cancel(String work, OrderCancelled cancelled) {
            return nothing();
        }
    }

    static final class NoDecision extends Shipping {

        @Handles(BOOK_SHIPMENT)
        void book(String work, PaymentCharged charged) {}

        @Handles(CANCEL_SHIPMENT)
        Decision<String> cancel(String work, OrderCancelled cancelled) {
            return nothing();
        }
    }
}
