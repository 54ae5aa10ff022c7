package io.ringfence.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.and;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
        "io.ringfence.compiler.match..",
        "io.ringfence.compiler.resolve..",
        "io.ringfence.compiler.emit..",
        "io.ringfence.agent.ipam.leak..",
        "io.ringfence.agent.kernel..",
        "io.ringfence.agent.wanted..",
        "io.ringfence.agent.render..",
        "io.ringfence.agent.reconcile..",
        "io.ringfence.agent.docker.network..",
        "io.ringfence.gateway.view..",
        "io.ringfence.gateway.status..",
    };

    /** What a core room may use besides other core rooms: the JDK, annotations, and data structures without a will of their own. */
    private static final String[] PURE_LIBRARIES = {
        "java.lang..",
        "java.util..",
        "java.math..",
        "java.text..",
        "java.nio.charset..",
        "java.nio",
        "java.io..",
        "java.time..",
        "java.security",
        "org.jspecify.annotations..",
        "com.google.errorprone.annotations..",
        "com.fasterxml.jackson..",
        "org.yaml.snakeyaml..",
        "inet.ipaddr..",
        "org.roaringbitmap..",
        "org.pcollections..",
        // Codecs turn our records into Kafka's, which are data.
        "org.apache.kafka.common.header..",
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
        classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CORE)
                        .or(resideInAnyPackage(PURE_LIBRARIES))
                        // One function of Kafka's is the agreed hash of a host's name; it is arithmetic.
                        .or(belongToAnyOf(Utils.class, ProducerRecord.class, ConsumerRecord.class))
                        .or(new ArraysOfPrimitives()))
                .check(project);
    }

    @Test
    void coreRoomsHaveNeitherClockNorChanceNorFiles() {
        for (Map.Entry<Class<?>, List<String>> source : Map.<Class<?>, List<String>>of(
                        Instant.class, List.of("now"),
                        Clock.class, List.of("systemUTC", "systemDefaultZone"),
                        System.class, List.of("currentTimeMillis", "nanoTime", "getenv", "getProperty"),
                        UUID.class, List.of("randomUUID"),
                        Math.class, List.of("random"),
                        Thread.class, List.of("sleep", "start"))
                .entrySet()) {
            for (String method : source.getValue()) {
                noClasses()
                        .that()
                        .resideInAnyPackage(CORE)
                        .should()
                        .callMethodWhere(target(and(owner(equivalentTo(source.getKey())), name(method))))
                        .as("core rooms do not call " + source.getKey().getSimpleName() + "." + method)
                        .check(project);
            }
        }
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.File")
                .check(project);
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

    /** ArchUnit counts an array of a primitive as a class without a package. */
    private static final class ArraysOfPrimitives extends DescribedPredicate<JavaClass> {
        ArraysOfPrimitives() {
            super("primitives and their arrays");
        }

        @Override
        public boolean test(JavaClass type) {
            JavaClass base = type.getBaseComponentType();
            return base.isPrimitive()
                    || resideInAnyPackage(PURE_LIBRARIES).test(base)
                    || resideInAnyPackage(CORE).test(base);
        }
    }
}
