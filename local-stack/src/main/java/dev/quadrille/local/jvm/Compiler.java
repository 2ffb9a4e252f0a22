package dev.quadrille.local.jvm;

import dev.quadrille.local.StackFailure;
import java.util.Arrays;
import java.util.Locale;

/// Which JIT compilers the JVMs of the stack use.
public enum Compiler {

    /// C1 only. The stack reaches its peak after about a minute. On two cores C2 would take most of
    /// the CPU during the first minutes.
    QUICK("-XX:TieredStopAtLevel=1"),

    /// C1, then C2, whose code needs less CPU after some minutes of load. The profiles in the AOT
    /// cache are not used: they come from a training with C1 only and would keep most methods from
    /// being compiled by C2.
    THOROUGH("-XX:-AOTReplayTraining");

    private final String flag;

    Compiler(String flag) {
        this.flag = flag;
    }

    /// Finds a compiler by its name in lower case. An empty name means `QUICK`.
    public static Compiler named(String name) {
        return name.isBlank()
                ? QUICK
                : Arrays.stream(values())
                        .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new StackFailure(
                                        "QUADRILLE_COMPILER must be quick or thorough, not "
                                                + name
                                                + "."));
    }

    String flag() {
        return flag;
    }
}
