package dev.quadrille.orderflow.value;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Set;

/// The destination of an order. The country is an ISO 3166-1 alpha-2 code.
public record Address(String name, String street, String city, String postalCode, String country) {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    public Address {
        Texts.require(name, 100, "name");
        Texts.require(street, 200, "street");
        Texts.require(city, 100, "city");
        Texts.require(postalCode, 20, "postal code");
        requireNonNull(country, "country");
        if (!isCountry(country)) {
            throw new IllegalArgumentException("country is an ISO 3166-1 alpha-2 code");
        }
    }

    public static boolean isCountry(String code) {
        return COUNTRIES.contains(code);
    }
}
