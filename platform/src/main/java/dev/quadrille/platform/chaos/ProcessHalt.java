package dev.quadrille.platform.chaos;

import dev.quadrille.platform.fault.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the process like `kill -9`: no shutdown hook runs and no connection is closed properly.
@FunctionalInterface
interface ProcessHalt {

    /// The exit code of a process that was killed with `SIGKILL`.
    int EXIT_CODE = 137;

    /// Halts this process.
    ProcessHalt OF_THIS_PROCESS =
            fault -> {
                Logger log = LoggerFactory.getLogger(ProcessHalt.class);
                log.warn("halting: injected fault {}", fault.label());
                Runtime.getRuntime().halt(EXIT_CODE);
            };

    void halt(Fault cause);
}
