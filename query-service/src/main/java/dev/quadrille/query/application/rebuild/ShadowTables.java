package dev.quadrille.query.application.rebuild;

/// The tables that do not serve. All of it belongs in a transaction. A lock that is not to be had
/// in time, in any step, is a {@link org.springframework.dao.PessimisticLockingFailureException}.
public interface ShadowTables {

    boolean isEmpty();

    void empty();

    /// Keeps every other transaction from writing the set until this one ends.
    void lock();

    /// Gets ready for a page of the log to be written, in the current transaction.
    void open();

    /// Makes it fit to serve, when most of it is there. May take long.
    void prepare();

    /// Keeps every other transaction from reading and writing the serving set until this one ends.
    /// Does not wait long for it: a transaction that waits for this lock makes all others wait.
    void lockServing();

    /// Lets the spare set serve, and the other one be spare.
    void swap();
}
