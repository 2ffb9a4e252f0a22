/// The HTTP side of the audit: its endpoints, and the client that reads the records of the other
/// services and of the payment provider.
@NullMarked
package dev.quadrille.query.web.audit;

import org.jspecify.annotations.NullMarked;
