package io.ringfence.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.agent.AgentSettings;
import io.ringfence.compiler.CompilerSettings;
import io.ringfence.e2e.docs.Repository;
import io.ringfence.gateway.GatewaySettings;
import io.ringfence.kit.config.Configuration;
import io.ringfence.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the tables of settings to what the services take. */
final class SettingsTest {
    private static final Map<String, Class<? extends Record>> SERVICES = Map.of(
            "policy-store", StoreSettings.class,
            "compiler", CompilerSettings.class,
            "api-gateway", GatewaySettings.class,
            "host-agent", AgentSettings.class);

    /** What the log takes, in every process. */
    private static final Set<String> OF_THE_LOG = Set.of("RINGFENCE_LOG_LEVEL", "RINGFENCE_LOG_FORMAT");

    private static final Pattern REFERENCE = Pattern.compile("(RINGFENCE_\\w+): .*?; (?:default (.*?), )?.*");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(RINGFENCE_\\w+)`[^|]*\\| ([^|]*) \\|", Pattern.MULTILINE);

    @Test
    void everySettingIsInATableWithItsDefaultAndTheOtherWayRound() throws IOException {
        Map<String, String> shared = table("docs/OPERATIONS.md", "### Settings of several services");
        Set<String> sharedAndTaken = new TreeSet<>(OF_THE_LOG);
        for (String service : SERVICES.keySet()) {
            Map<String, String> defaults = defaults(SERVICES.get(service));
            Map<String, String> own = own(service);
            assertThat(shared).doesNotContainKeys(own.keySet().toArray(String[]::new));
            Set<String> told = new TreeSet<>(defaults.keySet());
            told.retainAll(shared.keySet());
            sharedAndTaken.addAll(told);
            told.addAll(own.keySet());
            assertThat(told).as(service).isEqualTo(new TreeSet<>(defaults.keySet()));
            own.forEach((key, cell) -> assertThat(cell).as(key).matches(cell(defaults.getOrDefault(key, ""))));
            defaults.forEach((key, value) -> assertThat(value.isEmpty()
                            || own.containsKey(key)
                            || String.valueOf(shared.get(key)).contains("`" + value + "`"))
                    .as(service + "'s default of " + key)
                    .isTrue());
        }
        assertThat(sharedAndTaken).isEqualTo(new TreeSet<>(shared.keySet()));
    }

    private static String cell(String value) {
        return value.isEmpty() ? "[^`]*" : Pattern.quote("`" + value + "`");
    }

    /** By key, empty for none. */
    private static Map<String, String> defaults(Class<? extends Record> settings) {
        return Configuration.reference(settings).stream()
                .map(REFERENCE::matcher)
                .peek(line -> assertThat(line.matches()).isTrue())
                .collect(Collectors.toMap(line -> line.group(1), SettingsTest::given));
    }

    private static String given(Matcher line) {
        String value = line.group(2);
        return value == null || value.equals("empty") ? "" : value;
    }

    private static Map<String, String> own(String service) throws IOException {
        if (service.equals("compiler")) {
            return Map.of();
        }
        Map<String, String> rows = new HashMap<>(table("docs/OPERATIONS.md", "### Settings of " + service));
        if (service.equals("host-agent")) {
            rows.putAll(table("README.md", "## Docker networks"));
        }
        return rows;
    }

    /** The cells of defaults by key, of what stands between a heading and the next. */
    private static Map<String, String> table(String document, String heading) throws IOException {
        String text = Files.readString(Repository.root().resolve(document));
        int start = text.indexOf("\n" + heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = text.indexOf("\n#", start + heading.length());
        Map<String, String> rows = ROW.matcher(text.substring(start, end < 0 ? text.length() : end))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), (MatchResult row) -> row.group(2)));
        assertThat(rows).as(heading).isNotEmpty();
        return rows;
    }
}
