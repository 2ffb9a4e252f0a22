package dev.quadrille.system.schema;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Set;

/// Names schemas after what their classes stand for: `OrderDocument` is an `Order`, its record
/// `Page` an `OrderPage`.
public final class SchemaNames extends TypeNameResolver {

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        return of(type);
    }

    static String of(Class<?> type) {
        String name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1)
                .replace("$", "")
                .replaceAll("Document|Controller", "");
    }
}
