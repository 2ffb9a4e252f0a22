package dev.quadrille.platform.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A logged exception whose messages, and those of its causes, are escaped to one line each.
record EscapedThrowable(IThrowableProxy logged) implements IThrowableProxy {

    static @Nullable IThrowableProxy of(@Nullable IThrowableProxy logged) {
        return logged == null ? null : new EscapedThrowable(logged);
    }

    @Override
    public @Nullable String getMessage() {
        return escaped(logged.getMessage());
    }

    @Override
    public @Nullable String getOverridingMessage() {
        return escaped(logged.getOverridingMessage());
    }

    private static @Nullable String escaped(@Nullable String message) {
        return message == null ? null : LogText.escaped(message);
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        return of(logged.getCause());
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return Arrays.stream(logged.getSuppressed())
                .map(EscapedThrowable::new)
                .toArray(IThrowableProxy[]::new);
    }

    @Override
    public String getClassName() {
        return logged.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return logged.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
        return logged.getCommonFrames();
    }

    @Override
    public boolean isCyclic() {
        return logged.isCyclic();
    }
}
