/// The part of the audit that concerns the read model: verification and repair (anti-entropy).
///
/// Decision record: `docs/decisions/0033-audit.md`.
@NullMarked
package dev.quadrille.query.application.audit.model;

import org.jspecify.annotations.NullMarked;
