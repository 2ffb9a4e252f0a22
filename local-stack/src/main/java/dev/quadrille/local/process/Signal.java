package dev.quadrille.local.process;

import java.io.IOException;
import java.util.List;

/// A signal that ends a process. Java itself sends only `TERM` and `KILL`; PostgreSQL's way to stop
/// without waiting for its clients is `INT`.
public enum Signal {
    TERM,
    INT,
    KILL;

    /// Sends this signal; does nothing if the process is gone.
    public void send(ProcessHandle process) {
        switch (this) {
            case TERM -> process.destroy();
            case KILL -> process.destroyForcibly();
            case INT -> sendByShell(process);
        }
    }

    // A shell always has `kill` built in; the program of that name is not installed everywhere.
    private void sendByShell(ProcessHandle process) {
        List<String> command = List.of("sh", "-c", "kill -" + name() + " " + process.pid());
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException _) {
            process.destroy();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
