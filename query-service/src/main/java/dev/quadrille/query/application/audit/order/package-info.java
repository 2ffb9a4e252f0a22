/// The part of the audit that compares the records of each order. Owns the rules for one order.
@NullMarked
package dev.quadrille.query.application.audit.order;

import org.jspecify.annotations.NullMarked;
