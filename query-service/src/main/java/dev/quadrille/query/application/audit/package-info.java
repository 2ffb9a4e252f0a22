/// The audit: checks the guarantee of the whole system, by comparing what the services and the
/// payment provider have recorded. Owns the rules. Must not know how the records are read.
///
/// Decision record: `docs/decisions/0033-audit.md`.
@NullMarked
package dev.quadrille.query.application.audit;

import org.jspecify.annotations.NullMarked;
