package dev.quadrille.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// A signal to a process. Java sends only `TERM` and `KILL`. PostgreSQL also needs `INT`, its fast
/// shutdown.
public enum Signal {
    TERM,
    INT,
    KILL,
    /// Suspends the process.
    STOP,
    /// Resumes a suspended process.
    CONT;

    /// Sends this signal. Has no effect if the process has ended.
    public void send(ProcessHandle process) {
        switch (this) {
            case TERM -> process.destroy();
            case KILL -> process.destroyForcibly();
            case INT, STOP, CONT -> sendWithShell(process);
        }
    }

    // Every shell has a built-in `kill`; the program `kill` is not installed everywhere.
    private void sendWithShell(ProcessHandle process) {
        List<String> command = List.of("sh", "-c", "kill -" + name() + " " + process.pid());
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            stopWithoutShell(process, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopWithoutShell(ProcessHandle process, IOException failure) {
        if (this != INT) {
            throw new UncheckedIOException(failure);
        }
        process.destroy();
    }
}
