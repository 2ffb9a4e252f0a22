package dev.quadrille.system.schema;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Set;

/// Names schemas by the noun of their class: `OrderDocument` becomes `Order`, its record `Page`
/// becomes `OrderPage`. Two services with the same document share one schema.
public final class SchemaNames extends TypeNameResolver {

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        return of(type);
    }

    static String of(Class<?> type) {
        String name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1)
                .replace("$", "")
                .replaceAll(
                        "^(Catalog(?=Product)|(Operator|DeadLetterController)(?=DeadLetter))", "")
                .replaceAll("Query(?=Controller)|Document|Controller", "");
    }
}
