package dev.quadrille.system.access;

/// A kind of request that a process has something for.
///
/// @param method `ANY` where it does not matter
/// @param path a pattern, such as `/api/orders/{id}`
record Route(String method, String path) implements Comparable<Route> {

    static final String ANY = "ANY";

    /// Reads `GET /api/stock`.
    static Route of(String call) {
        String[] parts = call.strip().split(" +", -1);
        return new Route(parts[0], parts[1]);
    }

    Route with(String variable, String value) {
        return new Route(method, path.replace(variable, value));
    }

    @Override
    public int compareTo(Route other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
