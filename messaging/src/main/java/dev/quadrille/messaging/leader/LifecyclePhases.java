package dev.quadrille.messaging.leader;

/// The lifecycle phases of messaging, in start order. They stop in reverse order.
public final class LifecyclePhases {

    public static final int LEADER_ELECTION = 0;
    public static final int RELAY = 10;
    public static final int CONSUMERS = 20;

    private LifecyclePhases() {}
}
