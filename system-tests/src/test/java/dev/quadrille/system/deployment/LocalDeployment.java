package dev.quadrille.system.deployment;

import static org.awaitility.Awaitility.await;

import dev.quadrille.local.Component;
import dev.quadrille.local.LocalStack;
import dev.quadrille.local.StackLayout;
import dev.quadrille.system.trace.TraceCollector;

/// Local processes, which the stack restarts after a crash.
record LocalDeployment(LocalStack stack, TraceCollector collector) implements Deployment {

    @Override
    public StackLayout layout() {
        return stack.layout();
    }

    @Override
    public void killAndAwaitRestart(Component component) {
        int restarts = stack.restarts(component);
        stack.process(component).orElseThrow().destroyForcibly();
        await().until(() -> stack.restarts(component) > restarts);
        stack.awaitReady(component);
    }

    @Override
    public void kill(Component component) {
        stack.kill(component);
    }

    @Override
    public void stop(Component component) {
        stack.stop(component);
    }

    @Override
    public void start(Component component) {
        stack.start(component);
    }
}
