package dev.quadrille.messaging.servers;

import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The databases of one server, each made for somebody who has it alone.
public final class TestDatabases {

    private static final String ROLE = "quadrille";

    private final AtomicInteger made = new AtomicInteger();
    private final JdbcClient superuser;
    private final String address;

    /// `address` is host and port. `superuser` must find the server again after a restart.
    public TestDatabases(DataSource superuser, String address) {
        this.superuser = JdbcClient.create(superuser);
        this.address = address;
        execute("create role " + ROLE + " login password '" + ROLE + "'");
    }

    public Database make() {
        String name = "test_" + made.incrementAndGet();
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
