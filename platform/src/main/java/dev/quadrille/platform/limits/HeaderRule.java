package dev.quadrille.platform.limits;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/// The rules for the headers of every request, in the order in which they are checked.
enum HeaderRule {
    /// A sender that knows HTTP/1.0 only may not know where a chunked body ends (RFC 9112, 6.1).
    TRANSFER_ENCODING(
            ProblemType.INVALID_REQUEST,
            "A request of HTTP/1.0 must not have a transfer encoding.",
            HeaderRule::hasKnownLength),
    /// With two values, the next process on the way might read the other one.
    ONE_VALUE(
            ProblemType.INVALID_REQUEST,
            "Authorization, Content-Type and Idempotency-Key have one value.",
            HeaderRule::saysWhatCounts),
    /// A process on the way may re-encode bytes beyond ASCII, so that two keys become one. A token
    /// with such bytes is invalid, and refused as such.
    ASCII(
            ProblemType.INVALID_REQUEST,
            "Content-Type and Idempotency-Key consist of ASCII characters.",
            HeaderRule::isAscii),
    CONTENT_TYPE(
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            "The content type must name one type.",
            HeaderRule::namesAType),
    /// No service decompresses bodies, so a compressed body would be read as a different one.
    CONTENT_ENCODING(
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            "The body must not have a content encoding.",
            HeaderRule::comesUnpacked),
    ACCEPT(
            ProblemType.NOT_ACCEPTABLE,
            "Accept must be a list of media types.",
            HeaderRule::acceptsWhatCanBeRead);

    private static final List<String> THAT_COUNT =
            List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, "Idempotency-Key");

    private final ProblemType type;
    private final String rule;

    @SuppressWarnings("ImmutableEnumChecker") // a method without state
    private final Predicate<HttpServletRequest> holds;

    HeaderRule(ProblemType type, String rule, Predicate<HttpServletRequest> holds) {
        this.type = type;
        this.rule = rule;
        this.holds = holds;
    }

    /// The problem for the first rule that the request violates.
    static Optional<Problem> firstViolation(HttpServletRequest request) {
        return Arrays.stream(values())
                .filter(it -> !it.holds.test(request))
                .findFirst()
                .map(it -> Problem.of(it.type, it.rule));
    }

    private static boolean hasKnownLength(HttpServletRequest request) {
        return !request.getProtocol().equals("HTTP/1.0")
                || request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
    }

    private static boolean saysWhatCounts(HttpServletRequest request) {
        return THAT_COUNT.stream().allMatch(name -> all(request, name).size() <= 1);
    }

    private static boolean isAscii(HttpServletRequest request) {
        return Stream.of(HttpHeaders.CONTENT_TYPE, "Idempotency-Key")
                .flatMap(name -> all(request, name).stream())
                .allMatch(value -> value.chars().allMatch(c -> c < 0x80));
    }

    private static boolean namesAType(HttpServletRequest request) {
        String type = request.getContentType();
        try {
            return type == null || MediaType.parseMediaType(type).isConcrete();
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static boolean comesUnpacked(HttpServletRequest request) {
        return all(request, HttpHeaders.CONTENT_ENCODING).stream()
                .allMatch("identity"::equalsIgnoreCase);
    }

    private static boolean acceptsWhatCanBeRead(HttpServletRequest request) {
        try {
            List<MediaType> types = MediaType.parseMediaTypes(all(request, HttpHeaders.ACCEPT));
            // Spring sorts the media types before it chooses one, and rejects more than a fixed
            // number.
            MimeTypeUtils.sortBySpecificity(types);
            return types.isEmpty() || types.stream().anyMatch(it -> it.getQualityValue() > 0);
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static List<String> all(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
