package dev.quadrille.platform.http;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/// The preconditions of a request that changes a resource: `If-Match` (RFC 9110, 13.1.1) and
/// `If-None-Match` (13.1.2). They protect from lost updates if they are evaluated in the
/// transaction that makes the change.
///
/// @param match empty where the header was not sent
/// @param noneMatch likewise
public record Preconditions(Optional<List<ETag>> match, Optional<List<ETag>> noneMatch) {

    private static final Pattern FORM =
            Pattern.compile(
                    "\\s*(\\*|TAG(\\s*,\\s*TAG)*)\\s*"
                            .replace("TAG", "(?:W/)?\"[!#-~\\x80-\\xff]*\""));

    /// Reads the headers. Throws a {@link Problem} if one is malformed: a condition that is not
    /// understood must not be taken for one that holds.
    public static Preconditions of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        return new Preconditions(
                tags(HttpHeaders.IF_MATCH, ifMatch), tags(HttpHeaders.IF_NONE_MATCH, ifNoneMatch));
    }

    private static Optional<List<ETag>> tags(String header, @Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        if (!FORM.matcher(value).matches()) {
            throw Problem.of(
                    ProblemType.INVALID_REQUEST,
                    header + " must be * or a list of entity tags, such as \"1a2b\".");
        }
        return Optional.of(ETag.parse(value));
    }

    /// Whether the request may be performed.
    ///
    /// @param current the entity tag of the resource as it is, quoted; empty if there is none
    public boolean hold(Optional<String> current) {
        Optional<ETag> tag = current.map(ETag::create);
        return match.filter(sent -> !matches(sent, tag, true)).isEmpty()
                && noneMatch.filter(sent -> matches(sent, tag, false)).isEmpty();
    }

    /// `*` stands for any representation. If-Match compares strongly, If-None-Match weakly.
    private static boolean matches(List<ETag> sent, Optional<ETag> current, boolean strong) {
        return current.filter(tag ->
                        sent.stream().anyMatch(it -> it.isWildcard() || it.compare(tag, strong)))
                .isPresent();
    }
}
