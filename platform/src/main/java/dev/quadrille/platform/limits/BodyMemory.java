package dev.quadrille.platform.limits;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that all buffered request bodies may use together. The first bytes of each body do
/// not count, because the number of connections bounds their sum: small requests are served even
/// while large ones use all of the memory.
final class BodyMemory {

    /// In bytes, per body; most orders are smaller.
    static final int FREE = 8 * 1024;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    BodyMemory(long most) {
        this.most = most;
    }

    /// The memory that one body uses until it is closed.
    Share share() {
        return new Share();
    }

    long taken() {
        return taken.get();
    }

    final class Share implements AutoCloseable {

        private long size;
        private long reserved;

        /// Reserves memory for more bytes; false if there is none.
        boolean grow(int bytes) {
            size += bytes;
            long more = Math.max(0, size - FREE) - reserved;
            if (more > 0 && taken.addAndGet(more) > most) {
                taken.addAndGet(-more);
                return false;
            }
            reserved += more;
            return true;
        }

        @Override
        public void close() {
            taken.addAndGet(-reserved);
            reserved = 0;
        }
    }
}
