/// What HTTP (RFC 9110) requires of every response, independent of the resource: content
/// negotiation, methods, preconditions, and headers with several spellings; and what is done after
/// a response. Must not know any resource.
@NullMarked
package dev.quadrille.platform.http;

import org.jspecify.annotations.NullMarked;
