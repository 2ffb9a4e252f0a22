package dev.quadrille.system.deployment;

import dev.quadrille.local.Component;
import dev.quadrille.local.StackLayout;

/// The deployment under test: local processes or containers.
public interface Deployment {

    /// The addresses of all components.
    StackLayout layout();

    /// Kills the component with SIGKILL and waits until it is restarted and ready.
    void killAndAwaitRestart(Component component);

    /// Kills the component; it stays down until it is started.
    void kill(Component component);

    /// Shuts the component down; it stays down until it is started.
    void stop(Component component);

    /// Starts the component and waits until it is ready.
    void start(Component component);
}
