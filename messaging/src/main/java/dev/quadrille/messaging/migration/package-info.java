/// How the schema of a service is migrated when the service starts: on connections apart from the
/// pool, under limits of their own.
@NullMarked
package dev.quadrille.messaging.migration;

import org.jspecify.annotations.NullMarked;
