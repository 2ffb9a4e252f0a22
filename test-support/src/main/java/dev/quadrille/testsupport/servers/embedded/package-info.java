/// Owns the embedded test servers, from Maven Central and without Docker.
@NullMarked
package dev.quadrille.testsupport.servers.embedded;

import org.jspecify.annotations.NullMarked;
