package dev.quadrille.platform.failure;

/// The class of a failure: whether repeating the same work can succeed.
public enum FailureClass {

    /// The same work succeeds later: a database or pool is overloaded or unavailable, or the
    /// transaction lost a race.
    TRANSIENT,

    /// The same work fails again: the data itself is rejected.
    DEFINITE,

    /// Undecided. A consumer, which must not lose an event, repeats the work. A request fails.
    UNKNOWN
}
