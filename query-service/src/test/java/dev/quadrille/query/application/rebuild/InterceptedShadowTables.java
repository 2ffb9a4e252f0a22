package dev.quadrille.query.application.rebuild;

/// A spare set that calls a test before some of its steps.
record InterceptedShadowTables(ShadowTables spare, Step step, Runnable before)
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
        return spare.isEmpty();
    }

    @Override
    public void lock() {
        spare.lock();
    }

    @Override
    public void empty() {
        spare.empty();
    }

    @Override
    public void open() {
        reach(Step.OPEN);
        spare.open();
    }

    @Override
    public void prepare() {
        reach(Step.PREPARE);
        spare.prepare();
    }

    @Override
    public void lockServing() {
        reach(Step.LOCK_SERVING);
        spare.lockServing();
    }

    @Override
    public void swap() {
        reach(Step.SWAP);
        spare.swap();
    }
}
