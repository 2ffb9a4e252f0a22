package dev.quadrille.platform.chaos;

import dev.quadrille.platform.fault.Fault;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/// Halts the process immediately before or after the commit of a transaction.
final class CrashOnCommit implements TransactionExecutionListener {

    private final FaultInjector faults;
    private final ProcessHalt process;

    CrashOnCommit(FaultInjector faults, ProcessHalt process) {
        this.faults = faults;
        this.process = process;
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        if (!transaction.isReadOnly() && faults.injects(Fault.CRASH_BEFORE_COMMIT)) {
            process.halt(Fault.CRASH_BEFORE_COMMIT);
        }
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null
                && !transaction.isReadOnly()
                && faults.injects(Fault.CRASH_AFTER_COMMIT)) {
            process.halt(Fault.CRASH_AFTER_COMMIT);
        }
    }
}
