/// The topics as they have to be, made where they are missing: before anything is read or sent, and
/// however late the broker comes.
@NullMarked
package dev.quadrille.messaging.topics;

import org.jspecify.annotations.NullMarked;
