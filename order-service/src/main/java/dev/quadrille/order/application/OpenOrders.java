package dev.quadrille.order.application;

import java.time.Duration;

/// The open orders of all customers at one moment.
///
/// @param count the number of open orders
/// @param age the age that a quarter of the open orders exceeds; zero if no order is open. A few
///   orders that wait for something else than their turn do not change it.
/// @param settled how many orders have been settled since some moment in the past, by all replicas
public record OpenOrders(long count, Duration age, long settled) {}
