/// Owns the test servers in containers, with the same images as the deployment (`.env`).
@NullMarked
package dev.quadrille.testsupport.servers.containers;

import org.jspecify.annotations.NullMarked;
