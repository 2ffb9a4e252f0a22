/// What operators ask of every service that consumes: its dead letters.
@NullMarked
package dev.quadrille.messaging.web;

import org.jspecify.annotations.NullMarked;
