/// Process supervision: starts processes in sessions of their own, probes their readiness, restarts
/// them with a backoff, rotates their logs, and stops them gracefully or with `SIGKILL`. Must not
/// know what the processes are for.
@NullMarked
package dev.quadrille.local.process;

import org.jspecify.annotations.NullMarked;
