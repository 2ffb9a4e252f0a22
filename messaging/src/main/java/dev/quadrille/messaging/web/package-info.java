/// Owns the HTTP API for dead letters that every consuming service offers to operators. Must not
/// know how dead letters are stored.
@NullMarked
package dev.quadrille.messaging.web;

import org.jspecify.annotations.NullMarked;
