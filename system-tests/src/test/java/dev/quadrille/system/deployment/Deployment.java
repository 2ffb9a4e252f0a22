package dev.quadrille.system.deployment;

import dev.quadrille.local.Component;
import dev.quadrille.local.StackLayout;

/// Where the shop of a test run is: as processes of this machine, or in containers.
public interface Deployment {

    /// Where everything can be reached.
    StackLayout layout();

    /// Kills the component without notice, waits until it is back, however it comes, and ready.
    void letDie(Component component);

    /// Kills the component; it stays away until it is started.
    void kill(Component component);

    /// Stops the component in an orderly way; it stays away until it is started.
    void stop(Component component);

    /// Starts the component and waits until it is ready.
    void start(Component component);
}
