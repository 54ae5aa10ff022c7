package io.ringfence.calicoctl.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import io.ringfence.testkit.GenerateAny;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TablesTest {
    @Test
    void anOddSpaceGoesRightOfOddTextAndLeftOfEvenText() {
        BoxTable table = new BoxTable("Name");
        table.add("WEB_1");
        table.add("DB");
        table.add("WEBS");
        table.add("odd");
        assertThat(table).hasToString("""
                        +-------+
                        |  Name |
                        +-------+
                        |   DB  |
                        |  WEBS |
                        | WEB_1 |
                        |  odd  |
                        +-------+
                        """);
    }

    @Test
    void rowsHaveOneOrderHoweverTheyCame() {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"A", "host-2"});
        rows.add(new String[] {"A", "host-1"});
        rows.add(new String[] {"B", "None"});
        String sorted = boxed(rows);
        Collections.shuffle(rows, new Random(7));
        assertThat(boxed(rows)).isEqualTo(sorted);
    }

    private static String boxed(List<String[]> rows) {
        BoxTable table = new BoxTable("Name", "Host");
        rows.forEach(table::add);
        return table.toString();
    }

    @Test
    void columnsAreAtLeastFiveWideAndTheLastIsPaddedToo() {
        ColumnTable table = new ColumnTable();
        table.add(List.of("A", "NAME"));
        table.add(List.of("", "grün"));
        assertThat(table).hasToString("A    NAME   \n     grün   \n");
    }

    @Test
    void everyHeadingThatAKindListsCanBeShownForIt() {
        Map<Kind, Resource> ofEachKind = new EnumMap<>(Kind.class);
        Random random = new Random(7);
        while (ofEachKind.size() < Kind.values().length) {
            Resource resource = GenerateAny.resource(random);
            ofEachKind.putIfAbsent(resource.kind(), resource);
        }
        ofEachKind.forEach((kind, resource) -> {
            Columns columns = Columns.of(kind);
            assertThat(columns.all()).containsAll(columns.wide());
            assertThat(columns.wide()).containsAll(columns.narrow());
            for (String heading : columns.all()) {
                assertThatCode(() -> Cells.cell(resource, heading))
                        .as("%s of %s", heading, kind)
                        .doesNotThrowAnyException();
            }
            assertThatThrownBy(() -> Cells.cell(resource, "COLOUR")).hasMessage("no such heading: COLOUR");
        });
    }
}
