package io.ringfence.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.text.Format;
import io.ringfence.model.text.ReadResult;
import io.ringfence.model.text.ResourceReader;
import io.ringfence.model.verdict.Packet;
import io.ringfence.model.verdict.Passage;
import io.ringfence.model.verdict.ReferenceVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples of {@code docs/SEMANTICS.md} are true. */
class SemanticsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "SEMANTICS.md");
    private static final Pattern PART =
            Pattern.compile("^(## [^\\n]*)$|^```(yaml|check)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CHECK =
            Pattern.compile("(allow|deny) +(tcp|udp|icmp) +(\\S+) -> (\\S+) (\\d+) *(#.*)?");

    @TestFactory
    List<DynamicTest> examples() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        List<Resource> resources = new ArrayList<>();
        Matcher parts = PART.matcher(Files.readString(DOCUMENT, StandardCharsets.UTF_8));
        while (parts.find()) {
            String language = parts.group(2);
            if (language == null) {
                resources.clear();
            } else if (language.equals("yaml")) {
                resources.addAll(read(parts.group(3)));
            } else {
                ReferenceVerdict verdict = new ReferenceVerdict(List.copyOf(resources));
                parts.group(3)
                        .lines()
                        .forEach(line -> tests.add(DynamicTest.dynamicTest(line, () -> check(verdict, line))));
            }
        }
        assertThat(tests).hasSizeGreaterThan(15);
        return tests;
    }

    private static void check(ReferenceVerdict verdict, String line) {
        Matcher check = CHECK.matcher(line);
        assertThat(check.matches()).as(line).isTrue();
        String from = check.group(3);
        String to = check.group(4);
        int number = Integer.parseInt(check.group(5));
        Packet packet = switch (check.group(2)) {
            case "tcp" -> Packet.tcp(from, 40000, to, number);
            case "udp" -> Packet.udp(from, 40000, to, number);
            default -> Packet.icmp(from, to, number, 0);
        };
        Passage passage = verdict.between(packet);
        assertThat(passage.allowed())
                .as("%s: %s", line, passage)
                .isEqualTo(check.group(1).equals("allow"));
    }

    private static List<Resource> read(String text) {
        return switch (ResourceReader.read(text.getBytes(StandardCharsets.UTF_8), Format.YAML)) {
            case ReadResult.Accepted accepted -> accepted.resources();
            case ReadResult.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }
}
