package dev.quadrille.query.application.audit.order;

import java.math.BigDecimal;
import java.util.Locale;

/// Writes amounts of money for people.
final class Amounts {

    private Amounts() {}

    /// The amount with two decimals, for example `1,234.50`.
    static String format(long minorUnits) {
        return String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(minorUnits, 2));
    }
}
