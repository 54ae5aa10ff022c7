package io.ringfence.calicoctl.words;

import io.ringfence.calicoctl.endpoint.ProfileChange;
import io.ringfence.calicoctl.words.EndpointRequest.ChangeProfiles;
import io.ringfence.calicoctl.words.EndpointRequest.Overview;
import io.ringfence.calicoctl.words.EndpointRequest.ShowProfiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the words after {@code endpoint}. */
public final class EndpointWords {
    private EndpointWords() {}

    /** Options that may stand anywhere among the words; null when not given. */
    public record Options(
            @Nullable String host,
            @Nullable String orchestrator,
            @Nullable String workload,
            @Nullable String endpoint,
            boolean detailed) {

        /** What the options narrow the endpoints down to, by the names of identity fields. */
        private Map<String, String> where() {
            Map<String, String> where = new LinkedHashMap<>();
            put(where, "node", host);
            put(where, "orchestrator", orchestrator);
            put(where, "workload", workload);
            put(where, "name", endpoint);
            return where;
        }

        private static void put(Map<String, String> where, String field, @Nullable String value) {
            if (value != null) {
                where.put(field, value);
            }
        }
    }

    public static Parsed<EndpointRequest> parse(List<String> words, Options options) {
        try {
            return parse(new WordCursor(words), options);
        } catch (MisuseException e) {
            return new Parsed.Misused<>();
        }
    }

    private static Parsed<EndpointRequest> parse(WordCursor words, Options options) throws MisuseException {
        Map<String, String> where = options.where();
        if (words.take("show")) {
            words.end();
            return new Parsed.Understood<>(new Overview(where, options.detailed));
        }
        if (options.detailed || options.endpoint != null) {
            throw new MisuseException();
        }
        where.put("name", words.value());
        if (!words.take("profile")) {
            throw new MisuseException();
        }
        if (words.take("show")) {
            words.end();
            return new Parsed.Understood<>(new ShowProfiles(where));
        }
        ProfileChange change = ProfileList.change(words).orElseThrow(MisuseException::new);
        List<String> names = ProfileList.names(words);
        List<String> problems = ProfileList.problems(names);
        return problems.isEmpty()
                ? new Parsed.Understood<>(new ChangeProfiles(where, change, names))
                : new Parsed.Invalid<>(problems);
    }
}
