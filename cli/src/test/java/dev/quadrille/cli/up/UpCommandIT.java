package dev.quadrille.cli.up;

import static dev.quadrille.local.Component.POSTGRES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.local.LocalStack;
import dev.quadrille.local.Ports;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.StackListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class UpCommandIT {

    @TempDir Path home;

    @Test
    void stopsAllProcessesAfterAnUnexpectedFailure() {
        StackLayout layout = new StackLayout(Path.of(".."), home, Ports.firstFree());
        LocalStack stack = LocalStack.open(layout, StackListener.NONE);
        List<ProcessHandle> started = new ArrayList<>();
        UpCommand up =
                new UpCommand(layout, new PrintStream(new ByteArrayOutputStream(), true, UTF_8));

        assertThatThrownBy(() ->
                        up.closeOnFailure(
                                stack,
                                new Thread(),
                                () -> {
                                    stack.start(POSTGRES);
                                    stack.process(POSTGRES).ifPresent(started::add);
                                    throw new IllegalArgumentException("unexpected");
                                }))
                .hasMessage("unexpected");

        assertThat(started).hasSize(1).noneMatch(ProcessHandle::isAlive);
        LocalStack.open(layout, StackListener.NONE).close();
    }
}
