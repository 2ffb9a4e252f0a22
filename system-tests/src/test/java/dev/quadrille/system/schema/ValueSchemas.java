package dev.quadrille.system.schema;

import com.fasterxml.jackson.databind.JavaType;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.PaymentMethod;
import dev.quadrille.orderflow.value.Quantity;
import dev.quadrille.orderflow.value.ShipmentId;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.text.OneLine;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Maps value types to schemas of strings and numbers, and marks all record components as required
/// and non-null unless they are optional.
public final class ValueSchemas implements ModelConverter {

    private static final Map<Class<?>, Supplier<Schema<?>>> VALUES =
            Map.of(
                    OrderId.class, () -> text().format("uuid"),
                    ShipmentId.class, () -> text().format("uuid"),
                    CustomerId.class, () -> text().minLength(1).maxLength(100),
                    PaymentMethod.class, () -> text().minLength(1).maxLength(50),
                    Sku.class, () -> text().minLength(1).maxLength(40).pattern(Sku.PATTERN),
                    Currency.class, () -> text().pattern("[A-Z]{3}"),
                    Quantity.class,
                            () ->
                                    typed("integer")
                                            .format("int32")
                                            .minimum(BigDecimal.ONE)
                                            .maximum(BigDecimal.valueOf(Quantity.MAX)));

    /// {@link OneLine} as a pattern for every dialect: no control characters, and at least one
    /// character that is not a space.
    static final String TEXT =
            "^[^\\x00-\\x1f\\x7f-\\x9f]*[^\\x00-\\x20\\x7f-\\xa0][^\\x00-\\x1f\\x7f-\\x9f]*$";

    private static final String TEXT_DESCRIPTION =
            "One line of text. At least one character is visible: spaces of all kinds, zero-width"
                    + " and formatting characters alone are rejected.";

    @Override
    public boolean isOpenapi31() {
        return true;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType known = Json31.mapper().constructType(type.getType());
        Class<?> raw = known == null ? Object.class : known.getRawClass();
        if (VALUES.containsKey(raw)) {
            return VALUES.get(raw).get();
        }
        if (raw == OrderEvent.class) {
            return anyOf(raw.getPermittedSubclasses(), context);
        }
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (schema != null && type.getCtxAnnotations() != null) {
            addLimits(schema, type.getCtxAnnotations());
        }
        if (raw.isRecord()) {
            Optional.ofNullable(context.getDefinedModels().get(SchemaNames.of(raw)))
                    .ifPresent(model -> complete(model, raw.getRecordComponents()));
        }
        return schema;
    }

    private static Schema<?> anyOf(Class<?>[] events, ModelConverterContext context) {
        Schema<?> any = new Schema<>(SpecVersion.V31);
        Arrays.stream(events)
                .map(event -> context.resolve(new AnnotatedType(event).resolveAsRef(true)))
                .forEach(any::addAnyOfItem);
        return any;
    }

    private static void addLimits(Schema<?> schema, Annotation[] constraints) {
        for (Annotation constraint : constraints) {
            if (constraint instanceof OneLine text) {
                schema.minLength(1).maxLength(text.max());
                schema.pattern(TEXT).description(TEXT_DESCRIPTION);
            }
        }
    }

    private static void complete(Schema<?> model, RecordComponent[] components) {
        if (model.getProperties() == null) {
            return;
        }
        model.setRequired(
                Arrays.stream(components)
                        .map(RecordComponent::getName)
                        .filter(model.getProperties()::containsKey)
                        .toList());
        Arrays.stream(components)
                .filter(ValueSchemas::mayBeNull)
                .map(RecordComponent::getName)
                .filter(model.getProperties()::containsKey)
                .forEach(name ->
                        model.getProperties().computeIfPresent(name, (_, it) -> orNull(it)));
    }

    private static boolean mayBeNull(RecordComponent component) {
        return component.getType() == Optional.class
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (property.get$ref() != null) {
            return new Schema<>(SpecVersion.V31).addAnyOfItem(property).addAnyOfItem(typed("null"));
        }
        if (property.getTypes() != null) {
            LinkedHashSet<String> types = new LinkedHashSet<>(property.getTypes());
            types.add("null");
            property.setTypes(types);
        }
        return property;
    }

    private static Schema<?> text() {
        return typed("string");
    }

    private static Schema<?> typed(String type) {
        Schema<?> schema = new Schema<>(SpecVersion.V31);
        schema.setType(type);
        schema.setTypes(new LinkedHashSet<>(List.of(type)));
        return schema;
    }
}
