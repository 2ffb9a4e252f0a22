package dev.quadrille.system.deployment;

import static org.awaitility.Awaitility.await;

import dev.quadrille.local.Component;
import dev.quadrille.local.LocalStack;
import dev.quadrille.local.StackLayout;

/// Processes of this machine, which are restarted when they die.
record LocalDeployment(LocalStack stack, TraceCollector collector) implements Deployment {

    @Override
    public StackLayout layout() {
        return stack.layout();
    }

    @Override
    public void letDie(Component component) {
        int deaths = stack.restarts(component);
        stack.process(component).orElseThrow().destroyForcibly();
        await().until(() -> stack.restarts(component) > deaths);
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
