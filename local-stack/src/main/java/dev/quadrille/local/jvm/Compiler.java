package dev.quadrille.local.jvm;

import dev.quadrille.local.StackFailure;
import java.util.Arrays;
import java.util.Locale;

/// Which of its compilers a JVM of the stack uses.
public enum Compiler {

    /// At its best after a minute; on two cores the other one takes the first minutes for itself.
    QUICK("-XX:TieredStopAtLevel=1"),

    /// The quick one first, and after minutes of load the one whose code needs less CPU. What the
    /// training has noted is left aside: it would stop most methods at the quick one, since nothing
    /// else ran there.
    THOROUGH("-XX:-AOTReplayTraining");

    private final String flag;

    Compiler(String flag) {
        this.flag = flag;
    }

    /// By its name in small letters; blank is the quick one.
    public static Compiler named(String name) {
        return name.isBlank()
                ? QUICK
                : Arrays.stream(values())
                        .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new StackFailure(
                                        "QUADRILLE_COMPILER is quick or thorough, not "
                                                + name
                                                + "."));
    }

    String flag() {
        return flag;
    }
}
