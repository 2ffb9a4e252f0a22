package dev.quadrille.system.structure;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.quadrille.messaging.jpa.StateRow;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructureTest {

    private static final Class<?>[] PLAIN = {
        String.class, int.class, long.class, UUID.class, Instant.class
    };

    private static final JavaClasses QUADRILLE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.quadrille");

    @Test
    void theLanguageIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("dev.quadrille.orderflow..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.quadrille.orderflow..", "org.jspecify..")
                .check(QUADRILLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "inventory", "payment", "shipping"})
    void aDomainKnowsTheLanguageAndNothingElse(String service) {
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
    void theProvidersDomainKnowsNobody() {
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
    void dependenciesPointInwardAndAdaptersNeverKnowEachOther(String service) {
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
    void servicesNeverKnowEachOther() {
        slices().assignedFrom(new ServiceSlices()).should().notDependOnEachOther().check(QUADRILLE);
    }

    @Test
    void onlyMessagingKnowsKafka() {
        noClasses()
                .that(
                        not(
                                resideInAnyPackage(
                                        "dev.quadrille.messaging..",
                                        "dev.quadrille.local.kafka..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
                .check(QUADRILLE);
    }

    @Test
    void adaptersAreTheirPackagesOwn() {
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
                .resideOutsideOfPackage("dev.quadrille.local..")
                .should()
                .bePackagePrivate()
                .check(QUADRILLE);
    }

    /// What Hibernate parses while it loads a row fails the query for all orders of a batch.
    @Test
    void rowsOfOrdersKeepTheirColumnsUnparsed() {
        fields().that()
                .areDeclaredInClassesThat()
                .areAssignableTo(StateRow.class)
                .and()
                .areNotStatic()
                .should()
                .haveRawType(
                        describe(
                                "a plain column",
                                type -> Stream.of(PLAIN).anyMatch(type::isEquivalentTo)))
                .andShould()
                .notBeAnnotatedWith("jakarta.persistence.Convert")
                .check(QUADRILLE);
    }

    @Test
    void noTypeHidesBehindAnEmptyWord() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Service|Dto|Entity)")
                .check(QUADRILLE);
    }
}
