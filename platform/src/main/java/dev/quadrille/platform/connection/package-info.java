/// Bounds what a client can hold by its connections alone: how many there are, how long a request
/// may take to arrive, and how long a response waits for its reader. Extends Tomcat's NIO
/// connector; must not know what a request is about.
@NullMarked
package dev.quadrille.platform.connection;

import org.jspecify.annotations.NullMarked;
