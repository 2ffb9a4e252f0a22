package dev.quadrille.platform.limits;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that all request bodies may take together. The first bytes of each body are outside
/// of it, for their sum is bounded by the number of connections: small requests are served even
/// while large ones have taken everything.
final class BodyMemory {

    /// In bytes, for each body; most orders are smaller.
    static final int FREE = 8 * 1024;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    BodyMemory(long most) {
        this.most = most;
    }

    /// What one body takes, until it is closed.
    Share share() {
        return new Share();
    }

    long taken() {
        return taken.get();
    }

    final class Share implements AutoCloseable {

        private long size;
        private long reserved;

        /// Takes memory for so many further bytes; false if there is none.
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
