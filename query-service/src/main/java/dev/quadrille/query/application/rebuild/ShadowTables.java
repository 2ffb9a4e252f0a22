package dev.quadrille.query.application.rebuild;

/// Shadow tables (blue-green): the second set of tables, which a rebuild fills and then swaps with
/// the serving set. Every method needs a transaction. A lock that cannot be acquired in time, in
/// any step, is a {@link org.springframework.dao.PessimisticLockingFailureException}.
///
/// Decision record: `docs/decisions/0013-rebuild.md`.
public interface ShadowTables {

    boolean isEmpty();

    void empty();

    /// Prevents every other transaction from writing the shadow tables until this one ends.
    void lock();

    /// Prepares the current transaction for writing a page of the log.
    void open();

    /// Prepares the tables for serving, when most of the data is there. May take long.
    void prepare();

    /// Prevents every other transaction from reading and writing the serving tables until this one
    /// ends. Waits for the lock only briefly: a transaction that waits for it makes all others
    /// wait.
    void lockServing();

    /// Swaps the two sets: the shadow tables become the serving tables.
    void swap();
}
