package dev.quadrille.query.application;

/// The status of an order: placed, or one of the two final ones.
public enum OrderStatus {
    PLACED,
    CONFIRMED,
    CANCELLED
}
