package dev.quadrille.platform.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quadrille.platform.chaos.ChaosToggles.ActiveFault;
import dev.quadrille.platform.chaos.ChaosToggles.FaultState;
import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.problem.Problem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.TransactionExecution;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class ChaosTogglesTest {

    private final AdjustableClock clock = new AdjustableClock();
    private final FaultInjector faults =
            new FaultInjector(clock, () -> 0, new SimpleMeterRegistry());
    private final LinkedBlockingQueue<Fault> halts = new LinkedBlockingQueue<>();
    private final ChaosToggles toggles =
            new ChaosToggles(
                    "order-service",
                    List.of(
                            SupportedFaults.of(Fault.HTTP_LATENCY, Fault.CRASH),
                            SupportedFaults.of(Fault.DATABASE_DOWN)),
                    faults,
                    clock,
                    halts::add);

    @Test
    void listsSupportedFaultsWithTheirSettings() {
        toggles.set("http-latency", new FaultRequest(0.5, 200, 30, "bob"));
        clock.advance(Duration.ofMillis(10_500));

        List<FaultState> states = toggles.list().faults();

        assertThat(states)
                .extracting(FaultState::fault)
                .containsExactly("http-latency", "crash", "database-down");
        assertThat(states.getFirst().active()).isEqualTo(new ActiveFault(0.5, 200, "bob", 20));
        assertThat(states.getLast().active()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void describesEveryFault(Fault fault) {
        assertThat(fault.description()).endsWith(".");
        assertThat(Fault.named(fault.label())).contains(fault);
    }

    @Test
    void refusesACustomerWhereItCannotApply() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() ->
                        toggles.set("database-down", new FaultRequest(null, null, null, "bob")))
                .satisfies(problem -> {
                    assertThat(problem.getStatusCode().value()).isEqualTo(400);
                    assertThat(problem.getBody().getProperties()).containsKey("errors");
                });
        assertThat(faults.isIdle()).isTrue();
    }

    @Test
    void doesNotFindAFaultThatIsUnknownOrNotSupported() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> toggles.set("reject", FaultRequest.DEFAULTS))
                .returns(404, problem -> problem.getStatusCode().value());
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> toggles.clear("nonsense"))
                .returns(404, problem -> problem.getStatusCode().value());
    }

    @Test
    void haltsTheProcessOnce() throws InterruptedException {
        toggles.set("crash", new FaultRequest(null, 0, null, null));

        assertThat(halts.poll(10, TimeUnit.SECONDS)).isEqualTo(Fault.CRASH);
    }

    @Test
    void acknowledgesBeforeItHaltsTheProcess() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        ServletRequestAttributes request =
                new ServletRequestAttributes(new MockHttpServletRequest(), response);
        RequestContextHolder.setRequestAttributes(request);
        try {
            toggles.set("crash", new FaultRequest(null, 0, null, null));
            assertThat(halts.poll(200, TimeUnit.MILLISECONDS)).isNull();
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }

        request.requestCompleted();

        assertThat(halts.poll(10, TimeUnit.SECONDS)).isEqualTo(Fault.CRASH);
    }

    @Test
    void haltsAtTheCommitOfATransaction() {
        CrashOnCommit commits = new CrashOnCommit(faults, halts::add);
        TransactionExecution transaction = new TransactionExecution() {};
        commits.beforeCommit(transaction);
        commits.afterCommit(transaction, null);
        assertThat(halts).isEmpty();

        faults.set(Fault.CRASH_BEFORE_COMMIT, FaultRequest.DEFAULTS.settings(clock.instant()));
        faults.set(Fault.CRASH_AFTER_COMMIT, FaultRequest.DEFAULTS.settings(clock.instant()));
        commits.afterCommit(transaction, new IllegalStateException("commit failed"));
        commits.beforeCommit(readOnly());
        commits.beforeCommit(transaction);
        commits.afterCommit(transaction, null);

        assertThat(halts).containsExactly(Fault.CRASH_BEFORE_COMMIT, Fault.CRASH_AFTER_COMMIT);
    }

    @Test
    void acceptsWorkOfAnyCustomerWithoutAScope() {
        FaultSettings settings = FaultRequest.DEFAULTS.settings(clock.instant());

        assertThat(settings.appliesTo(Optional.empty())).isTrue();
        assertThat(settings.appliesTo(Optional.of("bob"))).isTrue();
    }

    private static TransactionExecution readOnly() {
        return new TransactionExecution() {
            @Override
            public boolean isReadOnly() {
                return true;
            }
        };
    }
}
