package dev.quadrille.query.application;

/// How far an order is: on its way, or at one of its two ends.
public enum OrderStatus {
    PLACED,
    CONFIRMED,
    CANCELLED
}
