package io.ringfence.calicoctl;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.ringfence.testkit.CoreRooms;
import org.junit.jupiter.api.Test;

/** The rooms that call themselves pure are. */
class ArchitectureTest {
    private static final String[] PURE = {
        "io.ringfence.calicoctl.write..",
        "io.ringfence.calicoctl.edit..",
        "io.ringfence.calicoctl.endpoint..",
        "io.ringfence.calicoctl.diff..",
        "io.ringfence.calicoctl.rules..",
        "io.ringfence.calicoctl.table..",
        "io.ringfence.calicoctl.print..",
        "io.ringfence.calicoctl.template..",
        "io.ringfence.calicoctl.view..",
        "io.ringfence.calicoctl.completion..",
        "io.ringfence.calicoctl.words..",
    };

    private static final CoreRooms ROOMS = new CoreRooms(
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.ringfence.calicoctl"),
            PURE);

    @Test
    void pureRoomsKnowOnlyTheJdkPureLibrariesTheModelAndEachOther() {
        ROOMS.knowOnlyPureLibrariesAnd(resideInAnyPackage("io.ringfence.model..", "com.github.difflib.."));
    }

    @Test
    void pureRoomsHaveNeitherClockNorChanceNorFiles() {
        ROOMS.haveNeitherClockNorChanceNorFiles();
    }
}
