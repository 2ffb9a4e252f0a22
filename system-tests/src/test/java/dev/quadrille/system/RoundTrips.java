package dev.quadrille.system;

import dev.quadrille.local.Component;
import dev.quadrille.local.StackLayout;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The round trips of all services since they were started.
///
/// @param transactions transactions in PostgreSQL, as the server logs them
/// @param statements statements executed, as the server logs them
/// @param produceRequests produce requests sent to Kafka, as the clients count them
record RoundTrips(double transactions, double statements, double produceRequests) {

    private static final String OWNER = "quadrille";

    private static final Pattern STATEMENT =
            Pattern.compile(
                    "\\[(?<connection>\\d+)] LOG:  (?:execute|statement)[^:]*: (?<text>.*)");

    private static final List<Component> SERVICES =
            List.of(
                    Component.ORDER_SERVICE,
                    Component.INVENTORY_SERVICE,
                    Component.PAYMENT_SERVICE,
                    Component.SHIPPING_SERVICE,
                    Component.QUERY_SERVICE);

    static RoundTrips read(StackLayout layout) throws IOException {
        RoundTrips logged = logged(layout);
        return new RoundTrips(logged.transactions, logged.statements, produceRequests(layout));
    }

    RoundTrips minus(RoundTrips other) {
        return new RoundTrips(
                transactions - other.transactions,
                statements - other.statements,
                produceRequests - other.produceRequests);
    }

    RoundTrips times(double factor) {
        return new RoundTrips(transactions * factor, statements * factor, produceRequests * factor);
    }

    /// Makes the server log each statement, or stops that.
    static void logStatements(StackLayout layout, boolean all) throws SQLException {
        try (Connection owner = connect(layout);
                Statement statement = owner.createStatement()) {
            statement.execute("alter system set log_statement = " + (all ? "'all'" : "default"));
            // Short lines: the log is rotated when it is large.
            statement.execute(
                    "alter system set log_parameter_max_length = " + (all ? "0" : "default"));
            statement.execute("select pg_reload_conf()");
        }
    }

    private static Connection connect(StackLayout layout) throws SQLException {
        return DriverManager.getConnection(layout.jdbcUrl("postgres"), OWNER, OWNER);
    }

    /// Counts what the server has logged: a transaction ends with a commit or a rollback, or is a
    /// single statement outside of a transaction.
    private static RoundTrips logged(StackLayout layout) throws IOException {
        Path log = layout.logs().resolve(Component.POSTGRES.processName() + ".log");
        Set<String> inTransaction = new HashSet<>();
        int transactions = 0;
        int statements = 0;
        for (String line : Files.readAllLines(log)) {
            Matcher statement = STATEMENT.matcher(line);
            if (statement.find()) {
                statements++;
                String connection = statement.group("connection");
                String text = statement.group("text");
                if (text.startsWith("BEGIN")) {
                    inTransaction.add(connection);
                } else if (text.startsWith("COMMIT") || text.startsWith("ROLLBACK")) {
                    inTransaction.remove(connection);
                    transactions++;
                } else if (!inTransaction.contains(connection)) {
                    transactions++;
                }
            }
        }
        return new RoundTrips(transactions, statements, 0);
    }

    private static double produceRequests(StackLayout layout) throws IOException {
        double sum = 0;
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Component service : SERVICES) {
                sum += produceRequests(http, layout.ports().management(service));
            }
        }
        return sum;
    }

    private static double produceRequests(HttpClient http, int port) throws IOException {
        URI metrics = URI.create("http://127.0.0.1:" + port + "/actuator/prometheus");
        try {
            return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("kafka_producer_request_total"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
