package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.reader.PartitionOffset;
import dev.quadrille.messaging.wire.HeaderText;
import dev.quadrille.messaging.wire.RawRecord;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Reads what both tables of records have alike.
final class Positions {

    private Positions() {}

    static PartitionOffset read(ResultSet row) throws SQLException {
        return new PartitionOffset(row.getInt("log_partition"), row.getLong("log_offset"));
    }

    static RawRecord record(ResultSet row) throws SQLException {
        return new RawRecord(
                row.getString("topic"),
                read(row),
                row.getString("key"),
                HeaderText.read(row.getString("headers")),
                row.getBytes("body"));
    }
}
