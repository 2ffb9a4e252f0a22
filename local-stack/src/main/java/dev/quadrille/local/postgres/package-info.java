/// Recovery of a PostgreSQL server whose launcher was killed.
@NullMarked
package dev.quadrille.local.postgres;

import org.jspecify.annotations.NullMarked;
