/// Limits the number of connections, the time in which a request must arrive, and the time that a
/// response waits for its client. Extends Tomcat's NIO connector; must not interpret requests.
@NullMarked
package dev.quadrille.platform.connection;

import org.jspecify.annotations.NullMarked;
