package dev.quadrille.local.postgres;

import dev.quadrille.local.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The way to run PostgreSQL, which refuses to run as root, for whoever starts the stack: as itself
/// for an ordinary user, for root in a user namespace of its own, and where a container forbids
/// those, under the uid of nobody.
enum UnprivilegedUser {
    ORDINARY_USER(List.of()),
    USER_NAMESPACE(List.of("unshare", "-U")),
    /// Keeps the one capability that it takes to reach a folder below `/root`.
    NOBODY(
            List.of(
                    "setpriv",
                    "--reuid=" + UnprivilegedUser.NOBODY_UID,
                    "--clear-groups",
                    "--inh-caps=-all,+dac_override",
                    "--ambient-caps=-all,+dac_override",
                    "--securebits=+no_setuid_fixup"));

    private static final int NOBODY_UID = 65_534;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> prefix;

    UnprivilegedUser(List<String> prefix) {
        this.prefix = prefix;
    }

    static UnprivilegedUser here() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return ORDINARY_USER;
        }
        return Stream.of(USER_NAMESPACE, NOBODY)
                .filter(UnprivilegedUser::works)
                .findFirst()
                .orElseThrow(() ->
                        new StackFailure(
                                "PostgreSQL does not run as root, and neither unshare nor setpriv works here.\n"
                                        + "Run ./quadrille as an ordinary user."));
    }

    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /// Makes the empty folder one that PostgreSQL finds to be its own.
    void own(Path directory) throws IOException {
        if (this == NOBODY) {
            Files.setAttribute(directory, "unix:uid", NOBODY_UID);
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
