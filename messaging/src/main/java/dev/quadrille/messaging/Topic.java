package dev.quadrille.messaging;

import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.OrderId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/// A topic that services share: its name, its event types, and the key that keeps related events in
/// order.
///
/// Decision record: `docs/decisions/0001-one-topic.md`.
public final class Topic<E> {

    /// The events of all orders, keyed by order id. Retained indefinitely, because read models are
    /// rebuilt from it.
    public static final Topic<OrderEvent> ORDER_FLOW =
            new Topic<>(
                    "order-flow",
                    12,
                    event -> event.orderId().toString(),
                    Topic::isOrder,
                    permitted(OrderEvent.class));

    /// The latest name and price of every product, keyed by SKU; compacted.
    public static final Topic<ProductListed> CATALOG =
            new Topic<>(
                    "catalog",
                    1,
                    event -> event.sku().value(),
                    _ -> false,
                    List.of(ProductListed.class));

    private static final Pattern TYPE = Pattern.compile("quadrille\\.\\w{1,100}\\.v[1-9]\\d{0,8}");

    private final String name;
    private final int partitions;
    private final Function<E, String> key;
    private final Predicate<String> isOrderKey;
    private final Map<String, Class<? extends E>> byType;

    private Topic(
            String name,
            int partitions,
            Function<E, String> key,
            Predicate<String> isOrderKey,
            List<Class<? extends E>> events) {
        this.name = name;
        this.partitions = partitions;
        this.key = key;
        this.isOrderKey = isOrderKey;
        this.byType =
                events.stream()
                        .collect(Collectors.toUnmodifiableMap(Topic::typeOf, Function.identity()));
    }

    public String name() {
        return name;
    }

    /// Never changes: a different number would move keys to other partitions while their orders are
    /// in progress.
    public int partitions() {
        return partitions;
    }

    /// The partition of a key, as chosen by the default partitioner of Kafka.
    public int partitionOf(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
    }

    public String keyOf(E event) {
        return key.apply(event);
    }

    /// The class of a CloudEvents type such as `quadrille.StockReserved.v1`, if this build knows
    /// it.
    public Optional<Class<? extends E>> classOf(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /// Whether this is a Quadrille event type, or a version of one, that only a newer build knows.
    public boolean isUnknown(String type) {
        return TYPE.matcher(type).matches() && !byType.containsKey(type);
    }

    /// Whether an event with this key that cannot be handled parks the later ones. True for orders,
    /// whose events build on each other; catalog events are independent.
    public boolean parksLaterEvents(@Nullable String recordKey) {
        return recordKey != null && isOrderKey.test(recordKey);
    }

    private static boolean isOrder(String key) {
        try {
            return OrderId.of(key).toString().equals(key);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public Set<Class<? extends E>> events() {
        return Set.copyOf(byType.values());
    }

    /// Throws {@link IllegalArgumentException} if the topic has no event of this simple name.
    public Class<? extends E> named(String simpleName) {
        return byType.values().stream()
                .filter(type -> type.getSimpleName().equals(simpleName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no " + simpleName));
    }

    /// The simple name in a CloudEvents type, such as `StockReserved`.
    public static String nameOf(String type) {
        return type.replaceFirst("^quadrille\\.(\\w+)\\.v\\d+$", "$1");
    }

    public static String typeOf(Class<?> event) {
        return "quadrille." + event.getSimpleName() + ".v1";
    }

    @SuppressWarnings("unchecked") // the permitted types of a sealed interface are its subtypes
    private static <E> List<Class<? extends E>> permitted(Class<E> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .<Class<? extends E>>map(type -> (Class<? extends E>) type)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
