package dev.quadrille.messaging;

import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ProductListed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A log that services share: its name, the facts that may stand in it, and what keeps facts of one
/// thing in order.
///
/// @param <E> what all facts of the topic have in common
public final class Topic<E> {

    /// The life of all orders, keyed by order id. Kept for ever: it is the log that read models are
    /// rebuilt from.
    public static final Topic<OrderEvent> ORDER_FLOW =
            new Topic<>(
                    "order-flow", event -> event.orderId().toString(), permitted(OrderEvent.class));

    /// The newest name and price of every product, keyed by SKU; compacted.
    public static final Topic<ProductListed> CATALOG =
            new Topic<>("catalog", event -> event.sku().value(), List.of(ProductListed.class));

    private final String name;
    private final Function<E, String> key;
    private final Map<String, Class<? extends E>> byType;

    private Topic(String name, Function<E, String> key, List<Class<? extends E>> events) {
        this.name = name;
        this.key = key;
        this.byType =
                events.stream()
                        .collect(Collectors.toUnmodifiableMap(Topic::typeOf, Function.identity()));
    }

    public String name() {
        return name;
    }

    public String keyOf(E event) {
        return key.apply(event);
    }

    /// The class of a CloudEvents type such as `quadrille.StockReserved.v1`; empty for one that
    /// this build does not know.
    public Optional<Class<? extends E>> classOf(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /// All classes of facts that may stand in the topic.
    public Set<Class<? extends E>> events() {
        return Set.copyOf(byType.values());
    }

    /// The class with this simple name, such as `StockReserved`. Throws {@link
    /// IllegalArgumentException} if there is none.
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

    /// The CloudEvents type of a class of facts: its name and the version of its form.
    public static String typeOf(Class<?> event) {
        return "quadrille." + event.getSimpleName() + ".v1";
    }

    @SuppressWarnings("unchecked") // what a sealed interface permits are its subtypes
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
