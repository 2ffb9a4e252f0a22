/// Tests of the clients that openapi-generator creates from `docs/api/openapi.json`.
@NullMarked
package dev.quadrille.system.client;

import org.jspecify.annotations.NullMarked;
