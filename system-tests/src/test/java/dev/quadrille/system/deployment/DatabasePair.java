package dev.quadrille.system.deployment;

import java.util.List;

/// Containers with the primary and the standby of the cluster Compose file, without the services.
public final class DatabasePair implements AutoCloseable {

    private static final String STANDBY = "postgres-standby";

    private final Compose compose = Compose.DATABASES;

    private DatabasePair() {}

    /// Starts both servers with empty databases; the standby replicates the primary.
    public static DatabasePair up() {
        DatabasePair pair = new DatabasePair();
        pair.close();
        pair.bringUp();
        return pair;
    }

    /// Starts stopped servers and waits until both are healthy.
    public void bringUp() {
        compose.execute("up", "-d", "--wait", STANDBY);
    }

    public void stopStandby() {
        compose.execute("stop", STANDBY);
    }

    /// Simulates a lost disk of the primary: stops both servers and deletes its volume.
    public void losePrimary() {
        compose.execute("down");
        Compose.run(List.of("docker", "volume", "rm", compose.volume("postgres")));
    }

    public String queryPrimary(String sql) {
        return query("postgres", sql);
    }

    public String queryStandby(String sql) {
        return query(STANDBY, sql);
    }

    public String standbyLog() {
        return compose.execute("logs", STANDBY);
    }

    @Override
    public void close() {
        compose.execute("down", "-v");
    }

    private String query(String server, String sql) {
        return compose.execute(
                        "exec",
                        "-T",
                        server,
                        "psql",
                        "-U",
                        "quadrille",
                        "-d",
                        "postgres",
                        "-qtAXc",
                        sql)
                .strip();
    }
}
