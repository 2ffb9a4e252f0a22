package dev.quadrille.messaging.reader;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// The limits of one page, which is stored in one transaction and needs a multiple of its bytes on
/// the heap. A larger record is a page of its own.
record PageLimits(int records, long bytes) {

    List<ConsumerRecord<String, byte[]>> take(Deque<ConsumerRecord<String, byte[]>> polled) {
        List<ConsumerRecord<String, byte[]>> page = new ArrayList<>();
        long left = bytes;
        while (!polled.isEmpty() && page.size() < records) {
            left -= size(polled.getFirst());
            if (left < 0 && !page.isEmpty()) {
                break;
            }
            page.add(polled.removeFirst());
        }
        return page;
    }

    private static long size(ConsumerRecord<String, byte[]> received) {
        long size = (long) Math.max(0, received.serializedKeySize()) + length(received.value());
        for (Header header : received.headers()) {
            size += header.key().length() + (long) length(header.value());
        }
        return size;
    }

    @SuppressWarnings("NullAway") // the client returns null for absent values
    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
