package dev.quadrille.system.access;

/// A route of a process.
///
/// @param method `ANY` for all methods
/// @param path a pattern, such as `/api/orders/{id}`
record AccessRoute(String method, String path) implements Comparable<AccessRoute> {

    static final String ANY = "ANY";

    /// Parses a call such as `GET /api/stock`.
    static AccessRoute of(String call) {
        String[] parts = call.strip().split(" +", -1);
        return new AccessRoute(parts[0], parts[1]);
    }

    AccessRoute with(String variable, String value) {
        return new AccessRoute(method, path.replace(variable, value));
    }

    @Override
    public int compareTo(AccessRoute other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
