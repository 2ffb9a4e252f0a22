package dev.quadrille.system.fuzz;

import dev.quadrille.local.Component;
import dev.quadrille.local.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The used heap of the services after a garbage collection.
final class Heap {

    private static final Pattern USED =
            Pattern.compile("(?:generation|Eden|DefNew|Tenured).*? used (\\d+)K");
    private static final List<Component> SERVICES =
            List.of(
                    Component.GATEWAY,
                    Component.ORDER_SERVICE,
                    Component.INVENTORY_SERVICE,
                    Component.QUERY_SERVICE);

    private final LocalStack stack;

    Heap(LocalStack stack) {
        this.stack = stack;
    }

    /// Returns the used heap in KiB by process.
    Map<Component, Long> inUse() {
        Map<Component, Long> used = new TreeMap<>();
        SERVICES.forEach(
                it -> used.put(it, usedAfterCollection(stack.process(it).orElseThrow().pid())));
        return used;
    }

    private static long usedAfterCollection(long pid) {
        jcmd(pid, "GC.run");
        return USED.matcher(jcmd(pid, "GC.heap_info"))
                .results()
                .mapToLong(it -> Long.parseLong(it.group(1)))
                .sum();
    }

    private static String jcmd(long pid, String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process =
                    new ProcessBuilder(jcmd, Long.toString(pid), command)
                            .redirectErrorStream(true)
                            .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
