/// What HTTP (RFC 9110) asks of every response, whatever the resource: content negotiation,
/// methods, and headers that have several spellings. Must not know any resource.
@NullMarked
package dev.quadrille.platform.http;

import org.jspecify.annotations.NullMarked;
