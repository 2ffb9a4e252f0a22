package dev.quadrille.query.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.OrderListing;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/// The start of a page as an opaque text. A cursor is valid for the query that returned it: another
/// customer or status is another query. (It is neither secret nor signed: the query alone decides
/// what a page shows.)
final class Cursor {

    private static final int LENGTH = 3 * Long.BYTES + Integer.BYTES;

    private Cursor() {}

    static String write(OrderListing.Place place, OrderListing question) {
        ByteBuffer bytes =
                ByteBuffer.allocate(LENGTH)
                        .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, place.placedAt()))
                        .putLong(place.orderId().value().getMostSignificantBits())
                        .putLong(place.orderId().value().getLeastSignificantBits());
        bytes.putInt(checksum(bytes.array(), question));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /// Empty if the text is not a valid cursor, or one of another query.
    static Optional<OrderListing.Place> read(String text, OrderListing question) {
        return decoded(text)
                .filter(bytes ->
                        ByteBuffer.wrap(bytes).getInt(3 * Long.BYTES) == checksum(bytes, question))
                .map(bytes -> place(ByteBuffer.wrap(bytes)));
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text))
                    .filter(bytes -> bytes.length == LENGTH);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static OrderListing.Place place(ByteBuffer bytes) {
        return new OrderListing.Place(
                Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS),
                new OrderId(new UUID(bytes.getLong(), bytes.getLong())));
    }

    private static int checksum(byte[] cursor, OrderListing question) {
        CRC32C sum = new CRC32C();
        sum.update(cursor, 0, 3 * Long.BYTES);
        sum.update((question.status() + " " + question.customer()).getBytes(UTF_8));
        return (int) sum.getValue();
    }
}
