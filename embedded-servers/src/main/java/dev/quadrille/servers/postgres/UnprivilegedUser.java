package dev.quadrille.servers.postgres;

import dev.quadrille.servers.ServerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// How to run PostgreSQL, which refuses to run as root. An ordinary user runs it directly. Root
/// runs it in a user namespace, or with an unprivileged uid in a container that forbids user
/// namespaces.
enum UnprivilegedUser {
    ORDINARY_USER(List.of()),
    USER_NAMESPACE(List.of("unshare", "-U")),
    /// Keeps one capability, which allows access to a data directory below `/root`.
    UNPRIVILEGED_UID(
            List.of(
                    "setpriv",
                    "--reuid=" + UnprivilegedUser.OVERFLOW_UID,
                    "--clear-groups",
                    "--inh-caps=-all,+dac_override",
                    "--ambient-caps=-all,+dac_override",
                    "--securebits=+no_setuid_fixup"));

    /// Reserved by Linux for users without an account.
    private static final int OVERFLOW_UID = 65_534;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> prefix;

    UnprivilegedUser(List<String> prefix) {
        this.prefix = prefix;
    }

    static UnprivilegedUser detect() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return ORDINARY_USER;
        }
        return Stream.of(USER_NAMESPACE, UNPRIVILEGED_UID)
                .filter(UnprivilegedUser::works)
                .findFirst()
                .orElseThrow(() ->
                        new ServerFailure(
                                "PostgreSQL refuses to run as root, and neither unshare nor setpriv works.\n"
                                        + "Run ./quadrille as an ordinary user."));
    }

    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /// Gives the directory to the user, because PostgreSQL requires to own its data directory.
    void takeOwnership(Path directory) throws IOException {
        if (this == UNPRIVILEGED_UID) {
            Files.setAttribute(directory, "unix:uid", OVERFLOW_UID);
        }
    }

    private boolean works() {
        try {
            return new ProcessBuilder(command(List.of("true")))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
