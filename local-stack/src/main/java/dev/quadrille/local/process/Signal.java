package dev.quadrille.local.process;

import java.io.IOException;
import java.util.List;

/// A signal that stops a process. Java sends only `TERM` and `KILL`. PostgreSQL also needs `INT`,
/// its fast shutdown.
public enum Signal {
    TERM,
    INT,
    KILL;

    /// Sends this signal. Has no effect if the process has ended.
    public void send(ProcessHandle process) {
        switch (this) {
            case TERM -> process.destroy();
            case KILL -> process.destroyForcibly();
            case INT -> sendWithShell(process);
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
        } catch (IOException _) {
            process.destroy();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
