package dev.quadrille.shipping.domain;

import java.util.Optional;
import java.util.Set;

/// A company that delivers parcels to a set of countries.
public enum Carrier {
    CITY_POST,
    EUROPE_PARCEL,
    WORLD_EXPRESS;

    private static final Set<String> EUROPE =
            Set.of(
                    "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR",
                    "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL",
                    "PT", "RO", "SE", "SI", "SK");

    /// Returns the carrier that serves an ISO 3166-1 alpha-2 country. The result is empty only for
    /// Antarctica.
    public static Optional<Carrier> serving(String country) {
        return switch (country) {
            case "AQ" -> Optional.empty();
            case "AT" -> Optional.of(CITY_POST);
            default -> Optional.of(EUROPE.contains(country) ? EUROPE_PARCEL : WORLD_EXPRESS);
        };
    }
}
