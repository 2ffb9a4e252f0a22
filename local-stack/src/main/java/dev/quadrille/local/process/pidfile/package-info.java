/// The PID files and the launcher lock: what a launcher records on disk so that other processes can
/// find it and its processes. Must not know how processes are started or supervised.
@NullMarked
package dev.quadrille.local.process.pidfile;

import org.jspecify.annotations.NullMarked;
