package io.ringfence.calicoctl.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.calicoctl.words.Parsed;
import io.ringfence.calicoctl.words.ProfileRequest;
import io.ringfence.calicoctl.words.ProfileWords;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.rule.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Over generated rules: what is shown can be typed again, what is printed as JSON can be read again, and both are the same rule. */
final class RuleFormsLawTest {
    private static final long SEED = 20_261_122;
    private static final int CASES = 1_000;

    @Test
    void whatIsShownCanBeTypedAgain() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            String words = words(random);
            Rule rule = typed(words);
            assertThat(typed(RuleText.of(rule)))
                    .as("seed %d, case %d: %s", SEED, i, words)
                    .isEqualTo(rule);
        }
    }

    @Test
    void whatIsPrintedAsJsonCanBeReadAgain() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            Profile profile = new Profile(
                    "P",
                    List.of(),
                    Map.of(),
                    List.of(typed(words(random)), typed(words(random))),
                    List.of(typed(words(random))));
            RulesJsonWriter.Result written = RulesJsonWriter.write(profile);
            assertThat(written).isInstanceOf(RulesJsonWriter.Written.class);
            String text = ((RulesJsonWriter.Written) written).text();
            assertThat(RulesJsonReader.read(text.getBytes(StandardCharsets.UTF_8)))
                    .as("seed %d, case %d", SEED, i)
                    .isEqualTo(new RulesJson.Rules(null, profile.ingress(), profile.egress()));
        }
    }

    @Test
    void rubbishIsRefusedAndNeverThrows() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            assertThat(RulesJsonReader.read(bytes))
                    .as("seed %d, case %d", SEED, i)
                    .isInstanceOf(RulesJson.Unreadable.class);
        }
        String deep = "{\"inbound_rules\":" + "[".repeat(10_000);
        assertThat(RulesJsonReader.read(deep.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RulesJson.Unreadable.class);
    }

    private static Rule typed(String words) {
        List<String> all = new ArrayList<>(List.of("P", "rule", "add", "inbound"));
        all.addAll(List.of(words.split(" ", -1)));
        Parsed<ProfileRequest> parsed = ProfileWords.parse(all, new ProfileWords.Options(null, false, false));
        assertThat(parsed).as(words).isInstanceOf(Parsed.Understood.class);
        return ((ProfileRequest.AddRule) ((Parsed.Understood<ProfileRequest>) parsed).request()).rule();
    }

    private static String words(Random random) {
        String[] protocols = {"", "tcp", "udp", "icmp", "icmpv6"};
        String protocol = protocols[random.nextInt(protocols.length)];
        StringBuilder words = new StringBuilder(random.nextBoolean() ? "allow" : "deny");
        if (!protocol.isEmpty()) {
            words.append(' ').append(protocol);
        }
        if (protocol.startsWith("icmp") && random.nextBoolean()) {
            words.append(" type ").append(random.nextInt(256));
            words.append(random.nextBoolean() ? " code " + random.nextInt(256) : "");
        }
        boolean ports = protocol.equals("tcp") || protocol.equals("udp");
        boolean v6 = protocol.equals("icmpv6") || (!protocol.equals("icmp") && random.nextBoolean());
        for (String side : new String[] {" from", " to"}) {
            if (random.nextBoolean()) {
                words.append(side);
                words.append(ports && random.nextBoolean() ? " ports " + ports(random) : "");
                words.append(random.nextBoolean() ? " tag t" + random.nextInt(3) : "");
                words.append(random.nextBoolean() ? " cidr " + cidr(random, v6) : "");
            }
        }
        return words.toString();
    }

    private static String ports(Random random) {
        List<String> ports = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int first = random.nextInt(65_535);
            int last = first + 1 + random.nextInt(65_535 - first);
            ports.add(random.nextBoolean() ? Integer.toString(first) : first + ":" + last);
        }
        return String.join(",", ports);
    }

    private static String cidr(Random random, boolean v6) {
        return v6
                ? "fd%02x::%x/%d".formatted(random.nextInt(256), random.nextInt(65_536), 1 + random.nextInt(128))
                : "10.%d.%d.0/%d".formatted(random.nextInt(256), random.nextInt(256), 1 + random.nextInt(32));
    }
}
