package dev.quadrille.query.postgres;

/// A set of the read model's tables. There are two: one serves, and one is empty or being built.
/// When they swap they swap their names, so no statement ever has to ask which one serves.
enum ReadModelTables {
    SERVING("public"),
    SPARE("spare");

    private final String schema;

    ReadModelTables(String schema) {
        this.schema = schema;
    }

    /// The statement, with `{set}` wherever it names a table of the set.
    String sql(String statement) {
        return statement.replace("{set}", schema);
    }
}
