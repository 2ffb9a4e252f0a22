package dev.quadrille.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.nio.file.Path;

/// A launcher in a separate JVM, which starts PostgreSQL and is then killed.
final class LauncherInAnotherJvm {

    private LauncherInAnotherJvm() {}

    /// Returns when the server is running and the launcher has been killed.
    static void startPostgresAndKill(StackLayout layout) throws Exception {
        Process launcher =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                LauncherInAnotherJvm.class.getName(),
                                layout.home().toString(),
                                Integer.toString(layout.ports().offset()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader output = launcher.inputReader(UTF_8)) {
            if (!"started".equals(output.readLine())) {
                throw new IllegalStateException("PostgreSQL did not start");
            }
        } finally {
            launcher.destroyForcibly().waitFor();
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        Ports ports = Ports.offset(Integer.parseInt(arguments[1]));
        StackLayout layout = new StackLayout(Path.of(".."), Path.of(arguments[0]), ports);
        LocalStack stack = LocalStack.open(layout, StackListener.NONE);
        stack.start(Component.POSTGRES);
        System.out.println("started");
        Thread.currentThread().join();
    }
}
