/// Real servers from Maven Central that run without Docker: PostgreSQL and Kafka. The local stack
/// and the tests share them. Must not know the services, nor how processes are supervised.
@NullMarked
package dev.quadrille.servers;

import org.jspecify.annotations.NullMarked;
