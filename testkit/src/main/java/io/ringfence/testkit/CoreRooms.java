package io.ringfence.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.and;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The walls of rooms that decide and never move data. */
public final class CoreRooms {
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
    };

    private static final Map<Class<?>, List<String>> CLOCK_AND_CHANCE = Map.of(
            Instant.class, List.of("now"),
            Clock.class, List.of("systemUTC", "systemDefaultZone"),
            System.class, List.of("currentTimeMillis", "nanoTime", "getenv", "getProperty"),
            UUID.class, List.of("randomUUID"),
            Math.class, List.of("random"),
            Thread.class, List.of("sleep", "start"));

    private final JavaClasses project;
    private final String[] rooms;

    /** Rooms by the names of their packages, {@code ..} at the end for those below too. Fails if one is not there. */
    public CoreRooms(JavaClasses project, String... rooms) {
        for (String room : rooms) {
            if (project.that(resideInAnyPackage(room)).isEmpty()) {
                throw new IllegalArgumentException("there is no room " + room);
            }
        }
        this.project = project;
        this.rooms = rooms.clone();
    }

    /**
     * Fails if a room knows anything but pure libraries and core rooms.
     *
     * @param besides what else these may know
     */
    public void knowOnlyPureLibrariesAnd(DescribedPredicate<JavaClass> besides) {
        DescribedPredicate<JavaClass> known =
                resideInAnyPackage(rooms).or(resideInAnyPackage(PURE_LIBRARIES)).or(besides);
        classes()
                .that()
                .resideInAnyPackage(rooms)
                .should()
                .onlyDependOnClassesThat(known.or(new ArraysOf(known)))
                .check(project);
    }

    /** Fails if a room asks what time it is, throws dice, looks at files or at its surroundings. */
    public void haveNeitherClockNorChanceNorFiles() {
        CLOCK_AND_CHANCE.forEach((type, methods) -> {
            for (String method : methods) {
                noClasses()
                        .that()
                        .resideInAnyPackage(rooms)
                        .should()
                        .callMethodWhere(target(and(owner(equivalentTo(type)), name(method))))
                        .as("core rooms do not call " + type.getSimpleName() + "." + method)
                        .check(project);
            }
        });
        noClasses()
                .that()
                .resideInAnyPackage(rooms)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.File")
                .check(project);
    }

    /** ArchUnit counts an array as a class of its own, one of a primitive as a class without a package. */
    private static final class ArraysOf extends DescribedPredicate<JavaClass> {
        private final DescribedPredicate<JavaClass> known;

        ArraysOf(DescribedPredicate<JavaClass> known) {
            super("primitives, and arrays of what is known");
            this.known = known;
        }

        @Override
        public boolean test(JavaClass type) {
            JavaClass base = type.getBaseComponentType();
            return base.isPrimitive() || known.test(base);
        }
    }
}
