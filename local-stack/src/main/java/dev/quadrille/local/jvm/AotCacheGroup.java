package dev.quadrille.local.jvm;

import dev.quadrille.local.Component;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Applications with a common class path prefix, which share one AOT cache. The operating system
/// keeps the pages of the cache in memory once.
public enum AotCacheGroup {
    SERVICES(
            Component.ORDER_SERVICE,
            Component.INVENTORY_SERVICE,
            Component.PAYMENT_SERVICE,
            Component.SHIPPING_SERVICE,
            Component.QUERY_SERVICE),
    GATEWAY(Component.GATEWAY),
    PROVIDER(Component.PAYMENT_PROVIDER),
    BROKER(Component.KAFKA);

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Component> members;

    AotCacheGroup(Component... members) {
        this.members = List.of(members);
    }

    public static AotCacheGroup of(Component component) {
        return Arrays.stream(values())
                .filter(group -> group.members.contains(component))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(component + " does not run in a JVM"));
    }

    public List<Component> members() {
        return members;
    }

    String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
