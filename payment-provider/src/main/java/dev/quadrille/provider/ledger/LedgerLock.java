package dev.quadrille.provider.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps other processes off a ledger. The lock is on a file beside it, which nobody else opens: on
/// POSIX systems a process loses its locks on a file as soon as it closes any descriptor of that
/// file, and the ledger is read all the time.
final class LedgerLock implements AutoCloseable {

    private final FileChannel channel;

    LedgerLock(Path ledger) throws IOException {
        channel =
                FileChannel.open(
                        ledger.resolveSibling(ledger.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (!acquire()) {
            channel.close();
            throw new IllegalStateException("another process keeps the ledger " + ledger);
        }
    }

    private boolean acquire() throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
