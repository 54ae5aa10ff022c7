package io.ringfence.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.ringfence.testkit.CoreRooms;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house's walls: which room may know which. */
class ArchitectureTest {
    private static final String[] SERVICES = {"store", "compiler", "agent", "gateway"};

    /** Rooms that decide and never move data. */
    private static final String[] CORE = {
        "io.ringfence.model..",
        "io.ringfence.log.record..",
        "io.ringfence.log.shard..",
        "io.ringfence.store.decide..",
        "io.ringfence.store.history..",
        "io.ringfence.compiler.match..",
        "io.ringfence.compiler.resolve..",
        "io.ringfence.compiler.emit..",
        "io.ringfence.compiler.scratch..",
        "io.ringfence.agent.ipam.leak..",
        "io.ringfence.agent.kernel..",
        "io.ringfence.agent.observe..",
        "io.ringfence.agent.wanted..",
        "io.ringfence.agent.render..",
        "io.ringfence.agent.reconcile..",
        "io.ringfence.agent.docker.network..",
        "io.ringfence.gateway.problems..",
        "io.ringfence.gateway.request..",
        "io.ringfence.gateway.view..",
        "io.ringfence.gateway.status..",
    };

    private static JavaClasses project;

    @BeforeAll
    static void importProject() {
        project = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.ringfence");
    }

    @Test
    void theProjectIsOnTheClassPath() {
        for (String service : SERVICES) {
            assertThat(project.that(resideInAnyPackage("io.ringfence." + service + "..")))
                    .as(service)
                    .isNotEmpty();
        }
    }

    @Test
    void coreRoomsKnowOnlyTheJdkPureLibrariesAndEachOther() {
        new CoreRooms(project, CORE)
                .knowOnlyPureLibrariesAnd(
                        // Codecs turn our records into Kafka's, which are data.
                        resideInAnyPackage("org.apache.kafka.common.header..")
                                // One function of Kafka's is the agreed hash of a host's name; it is arithmetic.
                                .or(belongToAnyOf(Utils.class, ProducerRecord.class, ConsumerRecord.class)));
    }

    @Test
    void coreRoomsHaveNeitherClockNorChanceNorFiles() {
        new CoreRooms(project, CORE).haveNeitherClockNorChanceNorFiles();
    }

    @Test
    void servicesNeverKnowEachOther() {
        for (String service : SERVICES) {
            String[] others = Arrays.stream(SERVICES)
                    .filter(other -> !other.equals(service))
                    .map(other -> "io.ringfence." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("io.ringfence." + service + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(project);
        }
    }

    @Test
    void modulesStandInLayers() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("model")
                .definedBy("io.ringfence.model..")
                .layer("log")
                .definedBy("io.ringfence.log..")
                .layer("kit")
                .definedBy("io.ringfence.kit..")
                .layer("broker")
                .definedBy("io.ringfence.kafka..")
                .layer("services")
                .definedBy(
                        "io.ringfence.store..",
                        "io.ringfence.compiler..",
                        "io.ringfence.agent..",
                        "io.ringfence.gateway..")
                .layer("whole")
                .definedBy("io.ringfence.standalone..")
                .withOptionalLayers(true)
                .whereLayer("whole")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("services")
                .mayOnlyBeAccessedByLayers("whole")
                .whereLayer("broker")
                .mayOnlyBeAccessedByLayers("whole")
                .whereLayer("log")
                .mayOnlyBeAccessedByLayers("services", "whole")
                .whereLayer("kit")
                .mayOnlyBeAccessedByLayers("services", "broker", "whole")
                .check(project);
    }

    @Test
    void roomsHaveNoCycles() {
        for (String service : SERVICES) {
            slices().matching("io.ringfence." + service + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .check(project);
        }
        slices().matching("io.ringfence.model.(*)..").should().beFreeOfCycles().check(project);
        slices().matching("io.ringfence.log.(*)..").should().beFreeOfCycles().check(project);
    }
}
