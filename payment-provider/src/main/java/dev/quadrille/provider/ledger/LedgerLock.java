package dev.quadrille.provider.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// An exclusive lock that prevents other processes from opening a ledger. It locks a separate file.
/// On POSIX systems, a process loses its locks on a file when it closes any descriptor of that
/// file, and each read of the ledger closes a descriptor.
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
            throw new IllegalStateException("Another process uses the ledger " + ledger);
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
