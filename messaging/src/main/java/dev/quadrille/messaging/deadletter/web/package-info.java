/// The dead letters of a service over HTTP.
@NullMarked
package dev.quadrille.messaging.deadletter.web;

import org.jspecify.annotations.NullMarked;
