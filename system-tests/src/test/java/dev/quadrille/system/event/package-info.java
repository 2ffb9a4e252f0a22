/// What the services tell each other: as a document, made from the published language, and as it
/// stands in the log of the running shop, which is held to it.
@NullMarked
package dev.quadrille.system.event;

import org.jspecify.annotations.NullMarked;
