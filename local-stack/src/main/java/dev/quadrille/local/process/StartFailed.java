package dev.quadrille.local.process;

import java.util.List;

/// A process did not become ready. The message is for people; `output` is the end of what the
/// process itself wrote.
public final class StartFailed extends RuntimeException {

    private final String name;
    private final transient List<String> output;

    public StartFailed(String name, String what, List<String> output) {
        super(name + " " + what);
        this.name = name;
        this.output = List.copyOf(output);
    }

    public String name() {
        return name;
    }

    public List<String> output() {
        return output;
    }
}
