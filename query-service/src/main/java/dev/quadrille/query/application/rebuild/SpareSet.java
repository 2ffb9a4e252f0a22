package dev.quadrille.query.application.rebuild;

/// The tables that do not serve. All of it belongs in a transaction.
public interface SpareSet {

    void empty();

    /// Gets ready for a page of the log to be written, in the current transaction.
    void open();

    /// Makes it fit to serve, when most of it is there. May take long.
    void prepare();

    /// Keeps everybody from reading and writing the serving set until the transaction ends. Throws
    /// {@link org.springframework.dao.PessimisticLockingFailureException} if that is not to be had
    /// at once: who waits for it makes all others wait.
    void lockServing();

    /// Lets the spare set serve, and the other one be spare.
    void swap();
}
