package dev.quadrille.local.process;

import java.util.List;

/// A process did not become ready. The message is written for users; `output` is the end of the
/// process's log.
public final class StartFailed extends RuntimeException {

    private final String name;
    private final transient List<String> output;

    public StartFailed(String name, String reason, List<String> output) {
        super(name + " " + reason);
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
