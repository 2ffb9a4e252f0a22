/// Owns in-memory fakes of the ports of messaging for unit tests of participants. The fakes fulfil
/// the same contract tests as the real adapters.
@NullMarked
package dev.quadrille.testsupport.fakes;

import org.jspecify.annotations.NullMarked;
