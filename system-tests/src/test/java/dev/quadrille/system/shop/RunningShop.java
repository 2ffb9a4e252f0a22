package dev.quadrille.system.shop;

import dev.quadrille.local.Component;
import dev.quadrille.local.LocalStack;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.StackListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// One stack for all stories of a test run, on ports and in a folder of its own; it ends with the
/// run.
public final class RunningShop {

    private static final String PORT_OFFSET = "10000";

    private static final RunningShop ONLY = start();

    private final LocalStack stack;

    private RunningShop(LocalStack stack) {
        this.stack = stack;
    }

    /// The shop, open for orders; the first caller waits for that.
    public static RunningShop get() {
        return ONLY;
    }

    private static RunningShop start() {
        Path home = Path.of("target/shop").toAbsolutePath();
        Path project = Path.of("..").toAbsolutePath();
        LocalStack stack =
                LocalStack.open(
                        StackLayout.of(
                                project,
                                Map.of(
                                        "QUADRILLE_HOME",
                                        fresh(home).toString(),
                                        "QUADRILLE_PORT_OFFSET",
                                        PORT_OFFSET)),
                        StackListener.NONE);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "close-shop"));
        stack.startAll();
        return new RunningShop(stack);
    }

    /// Nothing of an earlier run may tell in this one; its logs are kept under another name.
    private static Path fresh(Path home) {
        try {
            Path folder = Files.createDirectories(home.resolveSibling("shops"));
            return Files.createTempDirectory(folder, "run-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LocalStack stack() {
        return stack;
    }

    public Customer customer(String name) {
        return new Customer(new Api(stack.layout().url(Component.GATEWAY)), name);
    }

    public Operator operator() {
        return new Operator(new Api(stack.layout().url(Component.GATEWAY)));
    }

    /// A token of one of the demo's identities, as its authorization server issues them.
    public String tokenOf(String name) {
        return new Api(stack.layout().url(Component.GATEWAY)).token(name);
    }

    public Audit audit() {
        return new Audit(stack.layout());
    }

    public Books books() {
        return new Books(stack.layout());
    }
}
