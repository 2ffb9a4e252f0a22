package dev.quadrille.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.OrderFlow;
import dev.quadrille.testsupport.samples.Samples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class SagaMetricsTest {

    private final SagaMetrics metrics = new SagaMetrics(new SimpleMeterRegistry());

    @Test
    void aStepThatPublishesItsEventIsTaken() {
        assertThat(
                        metrics.count(
                                OrderFlow.CHARGE_PAYMENT,
                                Decision.step("charged", Samples.paymentCharged(Samples.ORDER))))
                .isEqualTo("taken");
    }

    /// The participant for payment stores the charge; its worker calls the provider later, or never
    /// if the order is cancelled first.
    @Test
    void aStepThatPublishesItsEventLaterIsPending() {
        assertThat(metrics.count(OrderFlow.CHARGE_PAYMENT, Decision.step("noted")))
                .isEqualTo("pending");
    }

    @Test
    void aStepWithoutAnEventIsTaken() {
        assertThat(metrics.count(OrderFlow.COMMIT_STOCK, Decision.step("committed")))
                .isEqualTo("taken");
    }
}
