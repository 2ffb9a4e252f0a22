/// HTTP conformance of a running gateway, its request limits, and its protection against slow
/// clients.
@NullMarked
package dev.quadrille.gateway.http;

import org.jspecify.annotations.NullMarked;
