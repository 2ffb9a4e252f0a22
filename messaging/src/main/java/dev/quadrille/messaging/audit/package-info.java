/// The audit views of a service: what the audit of the whole system reads from it, over HTTP and
/// with the token of the operator. Owns the queries and their wire format. Must not know the rules
/// that the audit checks.
///
/// Decision record: `docs/decisions/0033-audit.md`.
@NullMarked
package dev.quadrille.messaging.audit;

import org.jspecify.annotations.NullMarked;
