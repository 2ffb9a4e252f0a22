package dev.quadrille.provider.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.quadrille.provider.domain.Charge.Charged;
import dev.quadrille.provider.domain.Charge.Declined;
import dev.quadrille.provider.domain.Charge.None;
import dev.quadrille.provider.domain.Charge.Refunded;
import dev.quadrille.provider.domain.Charge.Voided;
import dev.quadrille.provider.domain.ChargeDecision.Change;
import dev.quadrille.provider.domain.ChargeDecision.IdempotencyKeyConflict;
import dev.quadrille.provider.domain.ChargeDecision.NothingToDo;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChargeTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final ChargeTerms TERMS = new ChargeTerms(TestPaymentMethod.PM_OK, 49900, EUR);
    private static final ChargeTerms BAD_CARD =
            new ChargeTerms(TestPaymentMethod.PM_DECLINED, 49900, EUR);

    /// All states with the decisions for a charge with the same terms, a charge with other terms,
    /// and a void.
    static Stream<Row> transitions() {
        return Stream.of(
                new Row(
                        new None(),
                        change(new Charged(TERMS)),
                        change(new Declined(BAD_CARD)),
                        change(new Voided())),
                new Row(
                        new Charged(TERMS),
                        same(new Charged(TERMS)),
                        new IdempotencyKeyConflict(),
                        change(new Refunded(TERMS))),
                new Row(
                        new Declined(TERMS),
                        same(new Declined(TERMS)),
                        new IdempotencyKeyConflict(),
                        same(new Declined(TERMS))),
                new Row(new Voided(), same(new Voided()), same(new Voided()), same(new Voided())),
                new Row(
                        new Refunded(TERMS),
                        same(new Refunded(TERMS)),
                        new IdempotencyKeyConflict(),
                        same(new Refunded(TERMS))));
    }

    @ParameterizedTest
    @MethodSource("transitions")
    void followsTheTransitionTable(Row row) {
        assertThat(row.state.charge(TERMS)).isEqualTo(row.charged);
        assertThat(row.state.charge(BAD_CARD)).isEqualTo(row.chargedWithOtherTerms);
        assertThat(row.state.voided()).isEqualTo(row.voided);
    }

    @Test
    void coversEveryState() {
        List<Class<?>> covered = transitions().<Class<?>>map(row -> row.state.getClass()).toList();

        assertThat(covered).containsExactlyInAnyOrder(Charge.class.getPermittedSubclasses());
    }

    @Test
    void rejectsAnyDifferentTerm() {
        Charge charge = new Charged(TERMS);

        assertThat(charge.charge(new ChargeTerms(TestPaymentMethod.PM_OK, 49901, EUR)))
                .isEqualTo(new IdempotencyKeyConflict());
        assertThat(
                        charge.charge(
                                new ChargeTerms(
                                        TestPaymentMethod.PM_OK,
                                        49900,
                                        Currency.getInstance("USD"))))
                .isEqualTo(new IdempotencyKeyConflict());
        assertThat(charge.charge(new ChargeTerms(TestPaymentMethod.PM_SLOW, 49900, EUR)))
                .isEqualTo(new IdempotencyKeyConflict());
    }

    @ParameterizedTest
    @EnumSource(names = "PM_DECLINED", mode = EnumSource.Mode.EXCLUDE)
    void chargesAllMethodsExceptTheDeclinedOne(TestPaymentMethod method) {
        ChargeTerms terms = new ChargeTerms(method, 1, EUR);

        assertThat(new None().charge(terms)).isEqualTo(change(new Charged(terms)));
    }

    @Test
    void findsMethodsOnlyByToken() {
        assertThat(TestPaymentMethod.of("pm_timeout_charged"))
                .hasValue(TestPaymentMethod.PM_TIMEOUT_CHARGED);
        assertThat(TestPaymentMethod.of("PM_OK")).isEmpty();
        assertThat(TestPaymentMethod.of("4111111111111111")).isEmpty();
    }

    @Test
    void rejectsANegativeAmount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChargeTerms(TestPaymentMethod.PM_OK, -1, EUR));
    }

    private static ChargeDecision change(Charge next) {
        return new Change(next);
    }

    private static ChargeDecision same(Charge current) {
        return new NothingToDo(current);
    }

    record Row(
            Charge state,
            ChargeDecision charged,
            ChargeDecision chargedWithOtherTerms,
            ChargeDecision voided) {}
}
