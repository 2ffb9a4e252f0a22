/// Deterministic simulation of the order flow. It runs the domain code of the four services and of
/// the payment provider in one JVM, without Spring, Kafka or a database. A seeded scheduler injects
/// the faults: it delays, duplicates and reorders events, crashes before and after commits, loses
/// the provider's responses, expires leases and cancels orders at any step. The seed determines the
/// whole schedule.
@NullMarked
package dev.quadrille.system.simulation;

import org.jspecify.annotations.NullMarked;
