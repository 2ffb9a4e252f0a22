package dev.quadrille.payment.application;

import static dev.quadrille.testsupport.samples.Samples.ORDER;
import static dev.quadrille.testsupport.samples.Samples.stockReserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.domain.Payment;
import dev.quadrille.payment.domain.ProviderAnswer;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.platform.telemetry.OrderTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class ProviderCallsTest {

    private final ChargingProvider provider = new ChargingProvider();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ProviderCalls calls =
            new ProviderCalls(
                    provider,
                    new ProviderResultRecorder(
                            new UnsupportedPayments(), _ -> {}, new TransactionTemplate(), meters),
                    OrderTraces.OFF,
                    meters);

    @Test
    void hasCapacityForTheCallsThatTheProviderAdmits() {
        assertThat(calls.capacity()).isEqualTo(256);
        provider.admissible = 5;
        assertThat(calls.capacity()).isEqualTo(5);
    }

    @Test
    void releasesThePermitOfACallThatCannotStart() throws InterruptedException {
        assertThat(calls.drain(Duration.ZERO)).isEmpty();
        calls.start(due());
        assertThat(calls.capacity()).isEqualTo(256);
    }

    private static DuePayment due() {
        return new DuePayment(new Payment.Attempting(stockReserved(ORDER)), EventTrace.NONE);
    }

    private static final class ChargingProvider implements PaymentProvider {

        private int admissible = 256;

        @Override
        public int admissible(int activeCalls) {
            return admissible - activeCalls;
        }

        @Override
        public void onRecovery(Runnable listener) {}

        @Override
        public ProviderAnswer charge(StockReserved reserved) {
            return new ProviderAnswer.Charged();
        }

        @Override
        public ProviderAnswer voidCharge(OrderId order, Money total) {
            return new ProviderAnswer.Voided(total);
        }
    }

    private static final class UnsupportedPayments implements Payments {

        @Override
        public UnitOfWork<Payment> load(Collection<OrderId> orders) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void save(UnitOfWork<Payment> states) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<DuePayment> claim(int limit, Duration lease) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void postpone(Collection<OrderId> orders) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void release(Collection<OrderId> orders) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void lock(Collection<OrderId> orders) {
            throw new UnsupportedOperationException();
        }
    }
}
