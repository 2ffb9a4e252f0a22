package dev.quadrille.query.postgres;

/// A set of tables of the read model. There are two: one serves, the other is empty or being built.
/// They swap names, so no statement has to know which one serves.
enum ReadModelTables {
    SERVING("public"),
    SHADOW("spare");

    private final String schema;

    ReadModelTables(String schema) {
        this.schema = schema;
    }

    /// The statement, with `{set}` wherever it names a table of the set.
    String sql(String statement) {
        return statement.replace("{set}", schema);
    }
}
