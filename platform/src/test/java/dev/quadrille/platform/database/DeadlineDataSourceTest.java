package dev.quadrille.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.quadrille.platform.failure.FailureClass;
import dev.quadrille.platform.failure.FailureClassifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class DeadlineDataSourceTest {

    private static final RequestTimeLimits LIMITS =
            new RequestTimeLimits(Duration.ofSeconds(4), Duration.ofSeconds(3));

    private final List<Integer> timeouts = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final DeadlineDataSource source = new DeadlineDataSource(new RecordingDataSource());

    @BeforeEach
    void beginRequest() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setAttribute(RequestDeadline.ATTRIBUTE, new RequestDeadline(LIMITS, nanos::get));
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    @AfterEach
    void endRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void limitsEachStatementToTheLimitAndTheRemainingTime() throws SQLException {
        Connection connection = source.getConnection();
        prepare(connection);
        pass(Duration.ofMillis(1500));
        prepare(connection);

        assertThat(timeouts).containsExactly(3, 2);
        assertThat(List.of(connection)).contains(connection);
    }

    @Test
    void startsNoStatementWithoutTimeLeft() throws SQLException {
        Connection connection = source.getConnection();
        pass(Duration.ofMillis(3001));

        assertThatExceptionOfType(SQLTimeoutException.class)
                .isThrownBy(() -> prepare(connection))
                .satisfies(it ->
                        assertThat(FailureClassifier.classify(it))
                                .isEqualTo(FailureClass.TRANSIENT));
        assertThatExceptionOfType(SQLTimeoutException.class).isThrownBy(source::getConnection);
        assertThat(timeouts).isEmpty();
    }

    @Test
    void longPollPostponesDeadline() throws SQLException {
        RequestDeadline.postpone(Duration.ofSeconds(30));
        pass(Duration.ofSeconds(32));
        prepare(source.getConnection());

        assertThat(timeouts).containsExactly(2);
    }

    @Test
    void doesNotLimitOtherWork() throws SQLException {
        endRequest();
        prepare(source.getConnection());

        assertThat(timeouts).isEmpty();
    }

    @Test
    void rejectsLimitsThatAreNotNested() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new RequestTimeLimits(Duration.ofSeconds(3), Duration.ofSeconds(3)));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static void prepare(Connection connection) throws SQLException {
        connection.prepareStatement("select 1").close();
    }

    /// Records the query timeouts of its statements.
    private final class RecordingDataSource extends AbstractDataSource {

        @Override
        public Connection getConnection() {
            return proxy(Connection.class);
        }

        @Override
        public Connection getConnection(String user, String password) {
            return getConnection();
        }

        private <T> T proxy(Class<T> type) {
            return type.cast(
                    Proxy.newProxyInstance(
                            type.getClassLoader(),
                            new Class<?>[] {type},
                            (_, method, arguments) -> {
                                if (method.getName().equals("setQueryTimeout")) {
                                    timeouts.add((Integer) arguments[0]);
                                }
                                return method.getReturnType() == PreparedStatement.class
                                        ? proxy(PreparedStatement.class)
                                        : null;
                            }));
        }
    }
}
