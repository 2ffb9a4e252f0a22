/// Operating system processes kept alive: started in sessions of their own, watched, restarted with
/// a backoff, stopped politely and then firmly, and recorded on disk so that a later launcher finds
/// what an earlier one left. Must not know what the processes are for.
@NullMarked
package dev.quadrille.local.process;

import org.jspecify.annotations.NullMarked;
