package dev.quadrille.platform.failure;

/// Marks an exception that occurs again whenever the same work is repeated.
public interface DefiniteFailure {}
