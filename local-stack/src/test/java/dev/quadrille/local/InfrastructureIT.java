package dev.quadrille.local;

import static dev.quadrille.local.Component.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real PostgreSQL and the real Kafka, started, killed and found again.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class InfrastructureIT {

    @TempDir Path home;

    @Test
    void givesEachServiceADurableDatabaseThatNoOtherCanEnter() throws SQLException {
        StackLayout layout = layout();
        try (LocalStack stack = LocalStack.open(layout, StackListener.NONE)) {
            stack.start(POSTGRES);

            assertThat(show(layout, "fsync")).isEqualTo("on");
            assertThat(show(layout, "synchronous_commit")).isEqualTo("on");
            assertThat(show(layout, "server_version")).startsWith("18.");
            assertThatThrownBy(() -> connect(layout, "order_service", "payment_service").close())
                    .hasMessageContaining("permission denied for database");
        }
    }

    private StackLayout layout() {
        return new StackLayout(Path.of(".."), home, FreePorts.find());
    }

    private static String show(StackLayout layout, String setting) throws SQLException {
        try (Connection connection = connect(layout, "order_service", "order_service");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(StackLayout layout, String database, String role)
            throws SQLException {
        return DriverManager.getConnection(layout.jdbcUrl(database), role, role);
    }
}
