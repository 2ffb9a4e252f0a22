package dev.quadrille.system.deployment;

import java.util.List;

/// The primary and the standby of the cluster file, alone and without the services, as containers.
public final class DatabasePair implements AutoCloseable {

    private static final String STANDBY = "postgres-standby";

    private final Compose compose = Compose.DATABASES;

    private DatabasePair() {}

    /// Both servers with empty databases; the standby follows.
    public static DatabasePair up() {
        DatabasePair pair = new DatabasePair();
        pair.close();
        pair.bringUp();
        return pair;
    }

    /// Starts what is down and waits until both are healthy.
    public void bringUp() {
        compose.execute("up", "-d", "--wait", STANDBY);
    }

    public void stopStandby() {
        compose.execute("stop", STANDBY);
    }

    /// The disk of the primary is lost: both servers are down, and its volume is deleted.
    public void losePrimary() {
        compose.execute("down");
        Compose.run(List.of("docker", "volume", "rm", compose.volume("postgres")));
    }

    public String askPrimary(String sql) {
        return ask("postgres", sql);
    }

    public String askStandby(String sql) {
        return ask(STANDBY, sql);
    }

    public String standbyLog() {
        return compose.execute("logs", STANDBY);
    }

    @Override
    public void close() {
        compose.execute("down", "-v");
    }

    private String ask(String server, String sql) {
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
