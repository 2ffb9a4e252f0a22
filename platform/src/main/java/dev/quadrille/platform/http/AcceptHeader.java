package dev.quadrille.platform.http;

import java.util.stream.Collectors;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// The `Accept` header, reduced to what content negotiation uses: types and their weights.
///
/// Our media types have no parameters. Spring would copy those of the client into the
/// `Content-Type` of the response, and encode the body in the `charset` that the client names,
/// which fails after the request was carried out. RFC 8259 defines no `charset` for JSON: it is
/// UTF-8.
final class AcceptHeader {

    private static final double REFUSED = 0;

    private AcceptHeader() {}

    /// The same media ranges without parameters, and without those that the client refuses (`q=0`).
    /// A value that cannot be parsed, or that refuses everything, is returned as it is: it is
    /// answered with a 406 later.
    static String canonical(String value) {
        if (value.indexOf(';') < 0) {
            return value;
        }
        try {
            String ranges =
                    MediaType.parseMediaTypes(value).stream()
                            .filter(range -> range.getQualityValue() > REFUSED)
                            .map(AcceptHeader::withoutParameters)
                            .map(MediaType::toString)
                            .collect(Collectors.joining(", "));
            return ranges.isEmpty() ? value : ranges;
        } catch (InvalidMediaTypeException unreadable) {
            return value;
        }
    }

    private static MediaType withoutParameters(MediaType range) {
        double weight = range.getQualityValue();
        return weight == 1
                ? new MediaType(range.getType(), range.getSubtype())
                : new MediaType(range.getType(), range.getSubtype(), weight);
    }
}
