package io.ringfence.calicoctl.words;

import io.ringfence.calicoctl.words.ProfileRequest.AddProfile;
import io.ringfence.calicoctl.words.ProfileRequest.AddRule;
import io.ringfence.calicoctl.words.ProfileRequest.AddTag;
import io.ringfence.calicoctl.words.ProfileRequest.ListProfiles;
import io.ringfence.calicoctl.words.ProfileRequest.PrintRulesJson;
import io.ringfence.calicoctl.words.ProfileRequest.RemoveProfile;
import io.ringfence.calicoctl.words.ProfileRequest.RemoveRule;
import io.ringfence.calicoctl.words.ProfileRequest.RemoveRuleAt;
import io.ringfence.calicoctl.words.ProfileRequest.RemoveTag;
import io.ringfence.calicoctl.words.ProfileRequest.ShowRules;
import io.ringfence.calicoctl.words.ProfileRequest.ShowTags;
import io.ringfence.calicoctl.words.ProfileRequest.UpdateRules;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the words after {@code profile}. */
public final class ProfileWords {
    private ProfileWords() {}

    /**
     * Options that may stand anywhere among the words.
     *
     * @param position of {@code --at}; null when not given
     */
    public record Options(@Nullable Integer position, boolean detailed, boolean noCheck) {}

    public static Parsed<ProfileRequest> parse(List<String> words, Options options) {
        try {
            return parse(new WordCursor(words), options);
        } catch (MisuseException e) {
            return new Parsed.Misused<>();
        }
    }

    private static Parsed<ProfileRequest> parse(WordCursor words, Options options) throws MisuseException {
        if (words.take("show")) {
            words.end();
            only(options.position == null && !options.noCheck);
            return new Parsed.Understood<>(new ListProfiles(options.detailed));
        }
        only(!options.detailed);
        if (words.take("add")) {
            AddProfile request = new AddProfile(words.value());
            words.end();
            only(options.position == null && !options.noCheck);
            return checked(request, request.profile(), List.of());
        }
        if (words.take("remove")) {
            RemoveProfile request = new RemoveProfile(words.value(), !options.noCheck);
            words.end();
            only(options.position == null);
            return checked(request, request.profile(), List.of());
        }
        only(!options.noCheck);
        String profile = words.value();
        if (words.take("tag")) {
            only(options.position == null);
            return tagWords(profile, words);
        }
        if (words.take("rule")) {
            return ruleWords(profile, words, options.position);
        }
        throw new MisuseException();
    }

    private static Parsed<ProfileRequest> tagWords(String profile, WordCursor words) throws MisuseException {
        if (words.take("show")) {
            words.end();
            return checked(new ShowTags(profile), profile, List.of());
        }
        boolean add = words.take("add");
        if (!add && !words.take("remove")) {
            throw new MisuseException();
        }
        String tag = words.value();
        words.end();
        if (!add) {
            // Whatever it is, it can be said not to be there.
            return checked(new RemoveTag(profile, tag), profile, List.of());
        }
        return checked(new AddTag(profile, tag), profile, Names.isTag(tag) ? List.of() : List.of(Names.TAG_MESSAGE));
    }

    private static Parsed<ProfileRequest> ruleWords(String profile, WordCursor words, @Nullable Integer position)
            throws MisuseException {
        if (words.take("add")) {
            Direction direction = direction(words);
            return withRule(profile, RuleGrammar.parse(words), rule -> new AddRule(profile, direction, rule, position));
        }
        if (words.take("remove")) {
            Direction direction = direction(words);
            if (position != null) {
                words.end();
                return checked(new RemoveRuleAt(profile, direction, position), profile, List.of());
            }
            return withRule(profile, RuleGrammar.parse(words), rule -> new RemoveRule(profile, direction, rule));
        }
        only(position == null);
        ProfileRequest request;
        if (words.take("show")) {
            request = new ShowRules(profile);
        } else if (words.take("json")) {
            request = new PrintRulesJson(profile);
        } else if (words.take("update")) {
            request = new UpdateRules(profile);
        } else {
            throw new MisuseException();
        }
        words.end();
        return checked(request, profile, List.of());
    }

    private interface RuleRequest {
        ProfileRequest of(Rule rule);
    }

    private static Parsed<ProfileRequest> withRule(String profile, RuleSpec spec, RuleRequest request) {
        return switch (RuleCheck.check(spec)) {
            case RuleCheck.Good(Rule rule) -> checked(request.of(rule), profile, List.of());
            case RuleCheck.Bad(List<String> messages) -> invalid(profile, messages);
        };
    }

    private static Parsed<ProfileRequest> checked(ProfileRequest request, String profile, List<String> problems) {
        return Names.isName(profile) && problems.isEmpty()
                ? new Parsed.Understood<>(request)
                : invalid(profile, problems);
    }

    /** The profile's name is complained of first, then the rest. */
    private static Parsed<ProfileRequest> invalid(String profile, List<String> problems) {
        List<String> messages = new ArrayList<>();
        if (!Names.isName(profile)) {
            messages.add(Names.PROFILE_MESSAGE);
        }
        messages.addAll(problems);
        return new Parsed.Invalid<>(messages);
    }

    private static Direction direction(WordCursor words) throws MisuseException {
        if (words.take("inbound")) {
            return Direction.INGRESS;
        }
        if (words.take("outbound")) {
            return Direction.EGRESS;
        }
        throw new MisuseException();
    }

    /** An option that means nothing for these words is a misuse, not a thing to be passed over. */
    private static void only(boolean holds) throws MisuseException {
        if (!holds) {
            throw new MisuseException();
        }
    }
}
