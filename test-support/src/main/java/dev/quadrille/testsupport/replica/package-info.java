/// Owns the test bed of messaging: replicas of a service, in this JVM or in their own processes,
/// with a database and a broker of their own.
@NullMarked
package dev.quadrille.testsupport.replica;

import org.jspecify.annotations.NullMarked;
