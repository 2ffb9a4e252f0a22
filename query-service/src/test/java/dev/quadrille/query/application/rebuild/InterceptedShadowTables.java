package dev.quadrille.query.application.rebuild;

/// Shadow tables that run an action before each occurrence of one step.
record InterceptedShadowTables(ShadowTables shadow, Step step, Runnable before)
        implements ShadowTables {

    enum Step {
        OPEN,
        PREPARE,
        LOCK_SERVING,
        SWAP
    }

    private void reach(Step reached) {
        if (reached == step) {
            before.run();
        }
    }

    @Override
    public boolean isEmpty() {
        return shadow.isEmpty();
    }

    @Override
    public void lock() {
        shadow.lock();
    }

    @Override
    public void empty() {
        shadow.empty();
    }

    @Override
    public void open() {
        reach(Step.OPEN);
        shadow.open();
    }

    @Override
    public void prepare() {
        reach(Step.PREPARE);
        shadow.prepare();
    }

    @Override
    public void lockServing() {
        reach(Step.LOCK_SERVING);
        shadow.lockServing();
    }

    @Override
    public void swap() {
        reach(Step.SWAP);
        shadow.swap();
    }
}
