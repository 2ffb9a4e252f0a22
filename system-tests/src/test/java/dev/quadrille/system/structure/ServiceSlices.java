package dev.quadrille.system.structure;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/// Assigns each process to its own slice. Shared modules (order-flow, order-api, platform,
/// messaging) belong to no slice.
final class ServiceSlices implements SliceAssignment {

    private static final Set<String> PROCESSES =
            Set.of(
                    "gateway",
                    "order",
                    "inventory",
                    "payment",
                    "shipping",
                    "query",
                    "provider",
                    "local");

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.", -1);
        return parts.length > 2 && PROCESSES.contains(parts[2])
                ? SliceIdentifier.of(parts[2])
                : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
        return "processes";
    }
}
