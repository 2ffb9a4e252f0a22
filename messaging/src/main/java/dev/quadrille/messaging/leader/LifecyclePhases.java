package dev.quadrille.messaging.leader;

/// The order in which messaging starts; it stops in the reverse.
public final class LifecyclePhases {

    public static final int KEEPER = 0;
    public static final int RELAY = 10;
    public static final int CONSUMERS = 20;

    private LifecyclePhases() {}
}
