package dev.quadrille.orderflow.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    @ParameterizedTest
    @ValueSource(strings = {"A", "ESPRESSO-MACHINE", "42", "A1-B2-C3"})
    void acceptsASku(String text) {
        assertThat(new Sku(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "A-",
                "-A",
                "A B",
                "Ä",
                "A\n",
                "AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDDE"
            })
    void rejectsAnInvalidSku(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sku(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1000, Integer.MAX_VALUE})
    void rejectsAQuantityOutOfRange(int value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantity(value));
    }

    @Test
    void moneyIsExact() {
        assertThat(new Money(333, EUR).times(new Quantity(3)).plus(new Money(1, EUR)))
                .isEqualTo(new Money(1000, EUR));
    }

    @Test
    void moneyNeverOverflowsSilently() {
        Money huge = new Money(Long.MAX_VALUE, EUR);
        assertThatThrownBy(() -> huge.times(new Quantity(2)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> huge.plus(new Money(1, EUR)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void moneyIsNeverNegativeNorOfMixedCurrencies() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(-1, EUR));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.zero(EUR).plus(Money.zero(Currency.getInstance("USD"))));
    }

    @Test
    void anOrderIdHasOneTextForm() {
        String text = "01997a1e-0000-7000-8000-000000000001";
        assertThat(OrderId.of(text)).hasToString(text);
        assertThatIllegalArgumentException().isThrownBy(() -> OrderId.of("1-1-1-1-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> OrderId.of("no id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "line\nbreak", "tab\tstop", "\u0000"})
    void rejectsAnAddressWithControlCharacters(String street) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Address("Alice", street, "Vienna", "1010", "AT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " a ", "\u00a0", "\u200b", "\u202e", "\ufeff", "\ud83d\ude00"})
    void acceptsEveryTextThatTheLogMayContain(String text) {
        assertThatNoException().isThrownBy(() -> Texts.require(text, 10, "text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u2003", "\u2028", "a\nb", "a\u0085b", "\u0000"})
    void rejectsInvalidText(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Texts.require(text, 10, "text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u540d", "\ud842\udfb7", "\ud83d\ude00"})
    void countsTheLengthOfTextsInCodePoints(String character) {
        String name = character.repeat(100);
        assertThatNoException().isThrownBy(() -> new CustomerId(name));
        assertThatNoException()
                .isThrownBy(
                        () -> new Address(name, name.repeat(2), name, character.repeat(20), "AT"));
        assertThatNoException().isThrownBy(() -> new PaymentMethod(character.repeat(50)));
        assertThatIllegalArgumentException().isThrownBy(() -> new CustomerId(name + character));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "at", "AUT", "ZZ"})
    void rejectsAnAddressWithoutAValidCountry(String country) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Address("Alice", "Ring 1", "Vienna", "1010", country));
    }
}
