/// What all services share: start-up, ids and time. Must not know what a service does.
@NullMarked
package dev.quadrille.platform;

import org.jspecify.annotations.NullMarked;
