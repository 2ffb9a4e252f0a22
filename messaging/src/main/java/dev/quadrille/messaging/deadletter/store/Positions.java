package dev.quadrille.messaging.deadletter.store;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.wire.HeaderText;
import dev.quadrille.messaging.wire.RawRecord;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Reads the columns that the tables of dead letters and parked events share.
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
