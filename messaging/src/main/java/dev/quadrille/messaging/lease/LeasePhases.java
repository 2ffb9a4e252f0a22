package dev.quadrille.messaging.lease;

/// The order in which messaging starts; it stops in the reverse.
public final class LeasePhases {

    public static final int KEEPER = 0;
    public static final int RELAY = 10;
    public static final int CONSUMERS = 20;

    private LeasePhases() {}
}
