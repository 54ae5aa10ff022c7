package io.ringfence.calicoctl.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProfileWordsTest {
    private static final ProfileWords.Options NONE = new ProfileWords.Options(null, false, false);

    private static Parsed<ProfileRequest> parse(String words, ProfileWords.Options options) {
        return ProfileWords.parse(words.isEmpty() ? List.of() : List.of(words.split(" ", -1)), options);
    }

    private static Parsed<ProfileRequest> understood(ProfileRequest request) {
        return new Parsed.Understood<>(request);
    }

    @Test
    void everyFormIsUnderstood() {
        assertThat(parse("show", NONE)).isEqualTo(understood(new ProfileRequest.ListProfiles(false)));
        assertThat(parse("show", new ProfileWords.Options(null, true, false)))
                .isEqualTo(understood(new ProfileRequest.ListProfiles(true)));
        assertThat(parse("add X", NONE)).isEqualTo(understood(new ProfileRequest.AddProfile("X")));
        assertThat(parse("remove X", NONE)).isEqualTo(understood(new ProfileRequest.RemoveProfile("X", true)));
        assertThat(parse("remove X", new ProfileWords.Options(null, false, true)))
                .isEqualTo(understood(new ProfileRequest.RemoveProfile("X", false)));
        assertThat(parse("X tag show", NONE)).isEqualTo(understood(new ProfileRequest.ShowTags("X")));
        assertThat(parse("X tag add T", NONE)).isEqualTo(understood(new ProfileRequest.AddTag("X", "T")));
        assertThat(parse("X tag remove T", NONE)).isEqualTo(understood(new ProfileRequest.RemoveTag("X", "T")));
        assertThat(parse("X rule show", NONE)).isEqualTo(understood(new ProfileRequest.ShowRules("X")));
        assertThat(parse("X rule json", NONE)).isEqualTo(understood(new ProfileRequest.PrintRulesJson("X")));
        assertThat(parse("X rule update", NONE)).isEqualTo(understood(new ProfileRequest.UpdateRules("X")));
        assertThat(parse("X rule add outbound deny", new ProfileWords.Options(3, false, false)))
                .isEqualTo(understood(new ProfileRequest.AddRule("X", Direction.EGRESS, Rule.of(Action.DENY), 3)));
        assertThat(parse("X rule remove inbound allow", NONE))
                .isEqualTo(understood(new ProfileRequest.RemoveRule("X", Direction.INGRESS, Rule.of(Action.ALLOW))));
        assertThat(parse("X rule remove inbound", new ProfileWords.Options(1, false, false)))
                .isEqualTo(understood(new ProfileRequest.RemoveRuleAt("X", Direction.INGRESS, 1)));
    }

    @Test
    void aProfileMayBeCalledLikeAWordOfTheGrammar() {
        assertThat(parse("add show", NONE)).isEqualTo(understood(new ProfileRequest.AddProfile("show")));
        assertThat(parse("tag tag show", NONE)).isEqualTo(understood(new ProfileRequest.ShowTags("tag")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "X",
                "add",
                "add X Y",
                "remove",
                "show X",
                "X tag",
                "X tag add",
                "X tag list",
                "X rule",
                "X rule add",
                "X rule add inbound",
                "X rule add sideways allow",
                "X rule add inbound log",
                "X rule add inbound allow sctp",
                "X rule add inbound allow to ports 80",
                "X rule add inbound allow icmp to ports 80",
                "X rule add inbound allow tcp type 8",
                "X rule add inbound allow icmp code 8",
                "X rule add inbound allow icmp type",
                "X rule add inbound allow tcp to tag A ports 80",
                "X rule add inbound allow tcp to cidr 10.0.0.0/8 tag A",
                "X rule add inbound allow tcp to ports 80 from tag A",
                "X rule add inbound allow tcp to ports",
                "X rule add inbound allow from tag",
                "X rule remove inbound",
                "X rule show all"
            })
    void wordsOutOfPlaceAreAMisuse(String words) {
        assertThat(parse(words, NONE)).isEqualTo(new Parsed.Misused<>());
    }

    @Test
    void anOptionThatMeansNothingForTheWordsIsAMisuse() {
        ProfileWords.Options at = new ProfileWords.Options(1, false, false);
        ProfileWords.Options detailed = new ProfileWords.Options(null, true, false);
        ProfileWords.Options noCheck = new ProfileWords.Options(null, false, true);
        assertThat(parse("X rule show", at)).isEqualTo(new Parsed.Misused<>());
        assertThat(parse("X tag add T", at)).isEqualTo(new Parsed.Misused<>());
        assertThat(parse("add X", noCheck)).isEqualTo(new Parsed.Misused<>());
        assertThat(parse("remove X", detailed)).isEqualTo(new Parsed.Misused<>());
        assertThat(parse("X rule remove inbound allow", at)).isEqualTo(new Parsed.Misused<>());
    }

    @Test
    void aNameIsAtMost128CharactersLong() {
        assertThat(parse("add " + "x".repeat(128), NONE)).isInstanceOf(Parsed.Understood.class);
        assertThat(parse("add " + "x".repeat(129), NONE))
                .isEqualTo(new Parsed.Invalid<>(List.of(Names.PROFILE_MESSAGE)));
    }

    @Test
    void allFailingChecksAreToldInOneOrder() {
        assertThat(parse("a/b rule add inbound allow tcp from ports 1-2 tag a,b cidr 10.0.0 to cidr fd00::/8", NONE))
                .isEqualTo(new Parsed.Invalid<>(List.of(
                        Names.PROFILE_MESSAGE,
                        Names.TAG_MESSAGE,
                        "Invalid CIDR specified.",
                        "Invalid SRCPORTS or DSTPORTS specified.")));
    }
}
