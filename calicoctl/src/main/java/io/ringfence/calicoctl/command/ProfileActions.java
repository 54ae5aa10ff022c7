package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.Stored;
import io.ringfence.calicoctl.rules.ProfileEdits;
import io.ringfence.calicoctl.rules.RuleText;
import io.ringfence.calicoctl.rules.RulesJson;
import io.ringfence.calicoctl.rules.RulesJsonReader;
import io.ringfence.calicoctl.rules.RulesJsonWriter;
import io.ringfence.calicoctl.words.ProfileRequest;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.ResourceKey;
import java.io.IOException;
import java.util.function.Function;

/** Carries out what a {@code profile} command asks for. Each returns the exit status. */
final class ProfileActions {
    private final Session session;
    private final Gateway gateway;

    ProfileActions(Session session, Gateway gateway) {
        this.session = session;
        this.gateway = gateway;
    }

    int run(ProfileRequest request) {
        ProfileEditor editor = new ProfileEditor(session, gateway);
        return switch (request) {
            case ProfileRequest.ListProfiles(boolean detailed) -> new ProfileOverview(session, gateway).show(detailed);
            case ProfileRequest.AddProfile(String name) -> add(name);
            case ProfileRequest.RemoveProfile(String name, boolean check) -> remove(name, check);
            case ProfileRequest.ShowTags(String name) ->
                show(
                        name,
                        profile -> String.join(
                                "",
                                profile.tags().stream().map(tag -> tag + "\n").toList()));
            case ProfileRequest.AddTag(String name, String tag) ->
                editor.edit(name, profile -> ProfileEdits.addTag(profile, tag));
            case ProfileRequest.RemoveTag(String name, String tag) ->
                editor.edit(name, profile -> ProfileEdits.removeTag(profile, tag));
            case ProfileRequest.AddRule add ->
                editor.edit(
                        add.profile(),
                        profile -> ProfileEdits.addRule(profile, add.direction(), add.rule(), add.position()));
            case ProfileRequest.RemoveRule remove ->
                editor.edit(
                        remove.profile(),
                        profile -> ProfileEdits.removeRule(profile, remove.direction(), remove.rule()));
            case ProfileRequest.RemoveRuleAt remove ->
                editor.edit(
                        remove.profile(),
                        profile -> ProfileEdits.removeRuleAt(profile, remove.direction(), remove.position()));
            case ProfileRequest.ShowRules(String name) -> show(name, RuleText::of);
            case ProfileRequest.PrintRulesJson(String name) -> show(name, ProfileActions::rulesJson);
            case ProfileRequest.UpdateRules(String name) -> update(name, editor);
        };
    }

    private int add(String name) {
        return switch (gateway.create(ProfileEdits.fresh(name))) {
            case Answer.Done<Boolean> done -> {
                session.say("Created profile " + name);
                yield ExitStatus.DONE;
            }
            case Answer.Refused<Boolean> refused -> {
                session.complain(
                        refused.isTaken()
                                ? "Profile " + name + " already exists."
                                : "Failed to create profile " + name + ": " + refused.message());
                yield ExitStatus.FAILED;
            }
        };
    }

    private int remove(String name, boolean check) {
        // Endpoints may name one that is gone.
        if (check && new ProfileOverview(session, gateway).isInUse(name) && exists(name)) {
            session.complain("Cannot remove profile - profile in use by endpoint(s).");
            session.complain("Use the '--no-check' flag to remove the profile anyway.");
            return ExitStatus.FAILED;
        }
        return switch (gateway.delete(key(name))) {
            case Answer.Done<Long> done -> {
                session.say("Deleted profile " + name);
                yield ExitStatus.DONE;
            }
            case Answer.Refused<Long> refused -> {
                session.complain(
                        refused.isAbsent()
                                ? "Profile " + name + " not found."
                                : "Failed to delete profile " + name + ": " + refused.message());
                yield ExitStatus.FAILED;
            }
        };
    }

    private boolean exists(String name) {
        return !(gateway.read(key(name)) instanceof Answer.Refused<Stored> refused && refused.isAbsent());
    }

    private int update(String name, ProfileEditor editor) {
        byte[] input;
        try {
            input = ResourceFiles.limited(session.terminal().in(), "standard input");
        } catch (IOException e) {
            throw new CommandException("Rules JSON cannot be read: " + e.getMessage());
        }
        return switch (RulesJsonReader.read(input)) {
            case RulesJson.Rules rules -> editor.edit(name, profile -> ProfileEdits.replaceRules(profile, rules));
            case RulesJson.Unreadable(String message) -> throw new CommandException(message);
        };
    }

    private int show(String name, Function<Profile, String> text) {
        session.print(text.apply(new ProfileEditor(session, gateway).read(name)));
        return ExitStatus.DONE;
    }

    private static String rulesJson(Profile profile) {
        return switch (RulesJsonWriter.write(profile)) {
            case RulesJsonWriter.Written(String text) -> text;
            case RulesJsonWriter.Inexpressible(String message) -> throw new CommandException(message);
        };
    }

    static ResourceKey key(String name) {
        return ResourceKey.of(Kind.PROFILE, name);
    }
}
