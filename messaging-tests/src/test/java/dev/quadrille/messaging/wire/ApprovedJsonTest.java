package dev.quadrille.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import dev.quadrille.testsupport.samples.Samples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The wire format is approved file by file: a changed field is a visible diff, and every form that
/// was ever published stays readable.
class ApprovedJsonTest {

    private static final String REWRITE =
            "./mvnw -q -pl order-flow,platform,messaging test -Dtest=ApprovedJsonTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dquadrille.rewrite=true";

    @Test
    void coversEveryEventType() {
        assertThat(Samples.all())
                .extracting(Object::getClass)
                .containsExactlyInAnyOrderElementsOf(types());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesTheApprovedForm(Object event) {
        String written = ApprovedFile.pretty(event);
        ApprovedFile approved = ApprovedFile.of(event);
        if (Boolean.getBoolean("quadrille.rewrite")) {
            approved.write(written);
        }
        assertThat(written)
                .as(approved + " differs; if this is intended, approve it with: " + REWRITE)
                .isEqualTo(approved.text());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsTheApprovedForm(Object event) {
        assertThat(read(ApprovedFile.of(event).text(), event.getClass())).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsEveryApprovedForm(ApprovedFile file) {
        assertThat(read(file.text(), file.eventClass())).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void ignoresUnknownFields(Object event) {
        ObjectNode tree = tree(event).put("tomorrow", 1);
        tree.forEach(field -> {
            if (field instanceof ObjectNode inner) {
                inner.put("tomorrow", "more");
            }
        });
        assertThat(read(tree.toString(), event.getClass())).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void rejectsAMissingField(Object event, String pointer) {
        ObjectNode tree = tree(event);
        parent(tree, pointer).remove(name(pointer));
        assertThatThrownBy(() -> read(tree.toString(), event.getClass()))
                .isInstanceOf(JacksonException.class);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void rejectsANullField(Object event, String pointer) {
        ObjectNode tree = tree(event);
        parent(tree, pointer).putNull(name(pointer));
        assertThatThrownBy(() -> read(tree.toString(), event.getClass()))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void readsAMissingProductVersionAsZero() {
        ObjectNode tree = tree(Samples.productListed(49_900, 3));
        tree.remove("version");
        assertThat(read(tree.toString(), ProductListed.class))
                .isEqualTo(Samples.productListed(49_900, 0));
        assertThatThrownBy(() -> read(tree.putNull("version").toString(), ProductListed.class))
                .isInstanceOf(JacksonException.class);
    }

    static List<Object> samples() {
        return Samples.all();
    }

    static List<ApprovedFile> files() {
        return ApprovedFile.all();
    }

    /// Every field of every sample, except optional ones.
    static Stream<Arguments> fields() {
        return Samples.all().stream()
                .flatMap(event ->
                        pointers("", tree(event))
                                .filter(pointer -> !optional(event, pointer))
                                .map(pointer -> Arguments.of(event, pointer)));
    }

    private static boolean optional(Object event, String pointer) {
        return (event instanceof ShipmentCancelled && pointer.equals("/shipmentId"))
                || (event instanceof ProductListed && pointer.equals("/version"));
    }

    private static Stream<String> pointers(String at, JsonNode node) {
        return switch (node) {
            case ObjectNode object ->
                    object.propertyStream()
                            .flatMap(field -> {
                                String pointer = at + "/" + field.getKey();
                                return Stream.concat(
                                        Stream.of(pointer), pointers(pointer, field.getValue()));
                            });
            case ArrayNode array -> pointers(at + "/0", array.get(0));
            default -> Stream.of();
        };
    }

    private static ObjectNode parent(ObjectNode tree, String pointer) {
        String parent = pointer.substring(0, pointer.lastIndexOf('/'));
        return parent.isEmpty() ? tree : tree.at(parent).asObject();
    }

    private static String name(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    private static ObjectNode tree(Object event) {
        return FlowJson.MAPPER.valueToTree(event);
    }

    private static Object read(String json, Class<?> type) {
        return FlowJson.MAPPER.readValue(json, type);
    }

    private static List<Class<?>> types() {
        return Stream.concat(
                        Stream.of(OrderEvent.class.getPermittedSubclasses()),
                        Stream.<Class<?>>of(ProductListed.class))
                .<Class<?>>map(type -> type)
                .toList();
    }
}
