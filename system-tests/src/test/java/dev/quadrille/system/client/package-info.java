/// Clients that openapi-generator makes of `docs/api/openapi.json`, against the running system.
@NullMarked
package dev.quadrille.system.client;

import org.jspecify.annotations.NullMarked;
