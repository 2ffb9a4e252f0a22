/// The real deciders of all four services and of the provider in one JVM, without Spring, Kafka or
/// a database, under a scheduler that does its worst: it delivers late, twice and in any order,
/// crashes before and after commits, loses the provider's answers, lets leases expire, and
/// interrupts orders at any moment. Everything follows from one seed.
@NullMarked
package dev.quadrille.system.simulation;

import org.jspecify.annotations.NullMarked;
