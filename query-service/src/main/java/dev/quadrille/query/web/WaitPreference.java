package dev.quadrille.query.web;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The preference `wait` of the header `Prefer` (RFC 7240): how many seconds the client is ready to
/// wait.
final class WaitPreference {

    private static final Pattern WAIT =
            Pattern.compile("\\s*wait\\s*=\\s*\"?(\\d+)\"?\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);
    private static final int MOST = 30;

    private WaitPreference() {}

    /// At most 30 s; empty if the header is absent or malformed, which RFC 7240 ignores.
    static Optional<Duration> of(@Nullable List<String> preferences) {
        return Optional.ofNullable(preferences).stream()
                .flatMap(List::stream)
                .flatMap(header -> Pattern.compile(",").splitAsStream(header))
                .map(WAIT::matcher)
                .filter(Matcher::matches)
                .map(wait -> seconds(wait.group(1)))
                .findFirst();
    }

    private static Duration seconds(String digits) {
        return Duration.ofSeconds(
                new BigInteger(digits).min(BigInteger.valueOf(MOST)).longValueExact());
    }
}
