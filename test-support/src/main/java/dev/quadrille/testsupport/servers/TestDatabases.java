package dev.quadrille.testsupport.servers;

import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Creates databases on one server, each for exclusive use.
public final class TestDatabases {

    private static final String ROLE = "quadrille";

    private final AtomicInteger counter = new AtomicInteger();
    private final JdbcClient superuser;
    private final String address;

    /// `address` is host and port. `superuser` must be able to reconnect after a restart of the
    /// server.
    public TestDatabases(DataSource superuser, String address) {
        this.superuser = JdbcClient.create(superuser);
        this.address = address;
        execute("create role " + ROLE + " login password '" + ROLE + "'");
    }

    public Database create() {
        String name = "test_" + counter.incrementAndGet();
        execute("create database " + name + " owner " + ROLE);
        return new Database("jdbc:postgresql://" + address + "/" + name, ROLE, ROLE);
    }

    public String serverVersion() {
        return superuser.sql("show server_version").query(String.class).single();
    }

    private void execute(String sql) {
        superuser.sql(sql).update();
    }
}
