package dev.quadrille.system.structure;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.quadrille.messaging.jpa.StateRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.access.prepost.PreAuthorize;

/// Structure rules for the main code. Most are whitelists: each names the allowed dependencies.
class StructureTest {

    private static final Class<?>[] PLAIN_TYPES = {
        String.class, int.class, long.class, UUID.class, Instant.class
    };

    private static final int MAX_TYPES_PER_PACKAGE = 14;

    private static final JavaClasses QUADRILLE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.quadrille");

    @Test
    void orderFlowDependsOnJavaOnly() {
        classes()
                .that()
                .resideInAPackage("dev.quadrille.orderflow..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.quadrille.orderflow..", "org.jspecify..")
                .check(QUADRILLE);
    }

    @Test
    void orderApiDependsOnOrderFlowOnly() {
        classes()
                .that()
                .resideInAPackage("dev.quadrille.orderapi..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "dev.quadrille.orderapi..",
                        "dev.quadrille.orderflow.value..",
                        "org.jspecify..")
                .check(QUADRILLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "inventory", "payment", "shipping"})
    void domainDependsOnOrderFlowOnly(String service) {
        String domain = "dev.quadrille." + service + ".domain..";
        classes()
                .that()
                .resideInAPackage(domain)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.quadrille.orderflow..", "org.jspecify..", domain)
                .check(QUADRILLE);
    }

    @Test
    void providerDomainDependsOnJavaOnly() {
        classes()
                .that()
                .resideInAPackage("dev.quadrille.provider.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "dev.quadrille.provider.domain..")
                .check(QUADRILLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "inventory", "payment", "shipping", "query"})
    void dependenciesPointInwardAndAdaptersAreIndependent(String service) {
        String root = "dev.quadrille." + service;
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(root + "..")
                .optionalLayer("domain")
                .definedBy(root + ".domain..")
                .layer("application")
                .definedBy(root + ".application..")
                .optionalLayer("web")
                .definedBy(root + ".web..")
                .layer("postgres")
                .definedBy(root + ".postgres..")
                .optionalLayer("provider")
                .definedBy(root + ".provider..")
                .whereLayer("web")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("postgres")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("provider")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("application")
                .mayOnlyBeAccessedByLayers("web", "postgres", "provider")
                .check(QUADRILLE);
    }

    @Test
    void servicesDoNotDependOnEachOther() {
        slices().assignedFrom(new ServiceSlices()).should().notDependOnEachOther().check(QUADRILLE);
    }

    @Test
    void onlyMessagingDependsOnKafka() {
        noClasses()
                .that(
                        not(
                                resideInAnyPackage(
                                        "dev.quadrille.messaging..",
                                        "dev.quadrille.servers.kafka..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
                .check(QUADRILLE);
    }

    @Test
    void adaptersArePackagePrivate() {
        classes()
                .that()
                .resideInAnyPackage(
                        "dev.quadrille.*.postgres..",
                        "dev.quadrille.*.web..",
                        "dev.quadrille.payment.provider..")
                .and()
                .areTopLevelClasses()
                .and()
                .haveSimpleNameNotEndingWith("package-info")
                .and()
                .resideOutsideOfPackages("dev.quadrille.local..", "dev.quadrille.servers..")
                .should()
                .bePackagePrivate()
                .check(QUADRILLE);
    }

    /// A value that Hibernate cannot convert while it loads a row fails the query for all orders of
    /// the batch.
    @Test
    void stateRowsHavePlainColumns() {
        fields().that()
                .areDeclaredInClassesThat()
                .areAssignableTo(StateRow.class)
                .and()
                .areNotStatic()
                .should()
                .haveRawType(
                        describe(
                                "a plain column",
                                type -> Stream.of(PLAIN_TYPES).anyMatch(type::isEquivalentTo)))
                .andShould()
                .notBeAnnotatedWith("jakarta.persistence.Convert")
                .check(QUADRILLE);
    }

    @Test
    void typeNamesHaveNoGenericSuffix() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Service|Dto|Entity)")
                .check(QUADRILLE);
    }

    @Test
    void simpleNamesAreUnique() {
        Map<String, List<String>> byName =
                QUADRILLE.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .collect(
                                groupingBy(
                                        JavaClass::getSimpleName,
                                        mapping(JavaClass::getName, toList())));
        byName.values().removeIf(names -> names.size() == 1);

        assertThat(byName).as("classes with the same simple name").isEmpty();
    }

    @Test
    void packagesAreSmall() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            Map<Path, Long> types =
                    files.filter(it -> it.toString().endsWith(".java"))
                            .filter(it -> !it.endsWith("package-info.java"))
                            .filter(it -> !it.toString().contains("/target/"))
                            .collect(groupingBy(Path::getParent, counting()));
            types.values().removeIf(count -> count <= MAX_TYPES_PER_PACKAGE);

            assertThat(types).as("packages with too many types").isEmpty();
        }
    }

    /// Rules at the controllers keep the access to each route visible in one place.
    @Test
    void onlyControllersRestrictAccess() {
        classes()
                .that()
                .areAnnotatedWith(PreAuthorize.class)
                .should()
                .haveSimpleNameEndingWith("Controller")
                .check(QUADRILLE);
        methods()
                .that()
                .areAnnotatedWith(PreAuthorize.class)
                .should()
                .beDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Controller")
                .check(QUADRILLE);
    }
}
