package dev.quadrille.query.application;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// All rows of the serving or of the spare tables, as text.
public record TableContents(List<String> views, List<String> events) {

    public static TableContents ofServing(JdbcClient jdbc) {
        return of(jdbc, "public");
    }

    public static TableContents ofSpare(JdbcClient jdbc) {
        return of(jdbc, "spare");
    }

    private static TableContents of(JdbcClient jdbc, String schema) {
        return new TableContents(
                rows(jdbc, schema + ".order_view"), rows(jdbc, schema + ".order_event"));
    }

    private static List<String> rows(JdbcClient jdbc, String table) {
        return jdbc.sql("select t::text as row from %s t order by row".formatted(table))
                .query((row, _) -> row.getString(1))
                .list();
    }

    public boolean isEmpty() {
        return views.isEmpty() && events.isEmpty();
    }
}
