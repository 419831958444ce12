package slipstream.standalone.project;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("In the production code")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureTest {
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("slipstream");

    private static final List<String> SERVICES = List.of("gateway", "processor", "alerter");

    @ParameterizedTest
    @ValueSource(strings = {"slipstream.gateway.admission", "slipstream.processor.slo", "slipstream.alerter.incident"})
    void a_core_knows_only_the_jdk(String core) {
        classes()
                .that()
                .resideInAPackage(core + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", core + "..", "org.jspecify..")
                .because("decisions must be testable and reusable without Kafka, HTTP or Avro")
                .check(PRODUCTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "processor", "alerter"})
    void services_do_not_know_each_other(String service) {
        String[] others = SERVICES.stream()
                .filter(other -> !other.equals(service))
                .map(other -> "slipstream." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("slipstream." + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("services share a contract and not a model")
                .check(PRODUCTION);
    }

    @ParameterizedTest
    @CsvSource({"gateway, admission", "processor, slo", "alerter, incident"})
    void the_edges_of_a_service_meet_only_in_its_core(String service, String core) {
        slices().matching("slipstream." + service + ".(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage("slipstream." + service + "." + core + ".."))
                .because("what arrives and what leaves know the decision between them, not each other")
                .check(PRODUCTION);
    }

    @Test
    void the_service_kit_knows_no_module_of_ours() {
        noClasses()
                .that()
                .resideInAPackage("slipstream.kit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "slipstream.schemas..",
                        "slipstream.gateway..",
                        "slipstream.processor..",
                        "slipstream.alerter..",
                        "slipstream.standalone..")
                .because("it knows no word of the domain")
                .check(PRODUCTION);
    }

    @Test
    void the_contract_stands_on_nothing_of_ours() {
        noClasses()
                .that()
                .resideInAPackage("slipstream.schemas..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "slipstream.kit..", "slipstream.gateway..", "slipstream.processor..", "slipstream.alerter..")
                .because("consumers take it alone")
                .check(PRODUCTION);
    }

    @Test
    void no_answer_over_http_is_made_of_avro() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "slipstream.gateway.http..", "slipstream.processor.query..", "slipstream.alerter.query..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("slipstream.schemas.avro..")
                .because("topics and REST evolve apart")
                .check(PRODUCTION);
    }

    @Test
    void nobody_asks_the_wall_clock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "slipstream.gateway..", "slipstream.processor..", "slipstream.alerter..", "slipstream.kit..")
                .and()
                .doNotHaveSimpleName("Main")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .because("time comes in as InstantSource, so that tests can move it")
                .check(PRODUCTION);
    }
}
