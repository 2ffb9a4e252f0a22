package dev.quadrille.platform.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Sets the query timeout of each statement of a request, according to the deadline of the request.
/// Connections of other work are not changed.
final class DeadlineDataSource extends DelegatingDataSource {

    DeadlineDataSource(DataSource target) {
        super(target);
    }

    /// @throws java.sql.SQLTimeoutException if the request has no time left
    @Override
    public Connection getConnection() throws SQLException {
        Optional<RequestDeadline> deadline = RequestDeadline.current();
        if (deadline.isEmpty()) {
            return super.getConnection();
        }
        int _ = deadline.get().statementTimeout();
        return limited(super.getConnection(), deadline.get());
    }

    @SuppressWarnings("ReferenceEquality") // a connection equals itself only
    private static Connection limited(Connection target, RequestDeadline deadline) {
        return (Connection)
                Proxy.newProxyInstance(
                        DeadlineDataSource.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "equals" -> proxy == arguments[0];
                                    case "hashCode" -> System.identityHashCode(proxy);
                                    default -> call(target, method, arguments, deadline);
                                });
    }

    private static @Nullable Object call(
            Connection target,
            Method method,
            @Nullable Object @Nullable [] arguments,
            RequestDeadline deadline)
            throws Throwable {
        if (!Statement.class.isAssignableFrom(method.getReturnType())) {
            return invoke(target, method, arguments);
        }
        int timeout = deadline.statementTimeout();
        Object statement = invoke(target, method, arguments);
        if (statement instanceof Statement created) {
            created.setQueryTimeout(timeout);
        }
        return statement;
    }

    private static @Nullable Object invoke(
            Connection target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause() == null ? failure : failure.getCause();
        }
    }
}
