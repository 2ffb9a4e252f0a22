package dev.quadrille.platform.chaos;

import dev.quadrille.platform.fault.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Refuses or delays connections, including those that the pool holds open.
final class FaultyDataSource extends DelegatingDataSource {

    static final String REFUSED_BY_INJECTED_FAULT = "connection refused by an injected fault";

    private final FaultInjector faults;

    FaultyDataSource(DataSource target, FaultInjector faults) {
        super(target);
        this.faults = faults;
    }

    @Override
    public Connection getConnection() throws SQLException {
        injectFaults();
        return super.getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        injectFaults();
        return super.getConnection(username, password);
    }

    /// The exception is that of the pool when it cannot connect in time.
    private void injectFaults() throws SQLException {
        faults.delay(Fault.DATABASE_LATENCY);
        if (faults.injects(Fault.DATABASE_DOWN)) {
            throw new SQLTransientConnectionException(REFUSED_BY_INJECTED_FAULT);
        }
    }
}
