package slipstream.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The architecture")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureTest {
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("slipstream");
    private static final String[] CORES = {
        "slipstream.gateway.admission..",
        "slipstream.gateway.objectives..",
        "slipstream.processor.slo..",
        "slipstream.alerter.incident.."
    };

    @ParameterizedTest
    @ValueSource(strings = {"gateway.admission", "gateway.objectives", "processor.slo", "alerter.incident"})
    void a_core_knows_only_the_jdk(String core) {
        String itself = "slipstream." + core + "..";
        classes()
                .that()
                .resideInAPackage(itself)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", itself, "org.jspecify..")
                .because("decisions must be testable and reusable without Kafka, HTTP or Avro")
                .check(PRODUCTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "processor", "alerter"})
    void edges_of_a_service_meet_only_in_its_core(String service) {
        String root = "slipstream." + service;
        slices().matching(root + ".(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage(CORES))
                .because("what arrives and what leaves know the decision between them, not each other")
                .check(PRODUCTION);
    }

    @Test
    void services_do_not_know_each_other() {
        slices().matching("slipstream.(gateway|processor|alerter)..")
                .should()
                .notDependOnEachOther()
                .because("they share a contract and not a model")
                .check(PRODUCTION);
    }

    @Test
    void the_kit_knows_no_other_module() {
        noClasses()
                .that()
                .resideInAPackage("slipstream.kit..")
                .should()
                .dependOnClassesThat(resideInAPackage("slipstream..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage("slipstream.kit.."))))
                .because("it says nothing about the domain")
                .check(PRODUCTION);
    }

    @Test
    void the_contract_stands_on_nothing_of_ours() {
        noClasses()
                .that()
                .resideInAPackage("slipstream.schemas..")
                .should()
                .dependOnClassesThat(resideInAPackage("slipstream..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                resideInAPackage("slipstream.schemas.."))))
                .because("consumers take it alone")
                .check(PRODUCTION);
    }

    @Test
    void nobody_knows_the_whole_but_the_whole_itself() {
        noClasses()
                .that()
                .resideOutsideOfPackages("slipstream.standalone..", "slipstream.benchmarks..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("slipstream.standalone..")
                .check(PRODUCTION);
    }

    @Test
    void Avro_never_reaches_an_HTTP_answer() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "slipstream.gateway.http..", "slipstream.processor.query..", "slipstream.alerter.query..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("slipstream.schemas.avro..")
                .because("what stands on topics may change without changing what is answered")
                .check(PRODUCTION);
    }

    @Test
    void nobody_asks_the_wall_clock() {
        noClasses()
                .that()
                .resideInAPackage("slipstream..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("time comes in as an InstantSource")
                .check(PRODUCTION);
    }
}
