package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.Stored;
import io.ringfence.calicoctl.words.Identity;
import io.ringfence.calicoctl.write.Operation;
import io.ringfence.calicoctl.write.ReadOnly;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.validate.Problem;
import io.ringfence.model.validate.Validator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Reads one resource, edits it and writes it back only over the state that was read, so that no edit undoes another's. */
final class StoredEdit {
    private final Gateway gateway;
    private final ResourceKey key;
    private final Texts texts;

    /**
     * What is told when it fails.
     *
     * @param subject what is edited
     * @param absent the whole message when it does not exist
     * @param unreadable stands before the reason why it cannot be read
     * @param unwritable stands before the reason why it cannot be written
     */
    record Texts(String subject, String absent, String unreadable, String unwritable) {}

    /** What an edit decides; each has the text for its user. */
    sealed interface Decision {
        record Write(Resource wanted, String message) implements Decision {}

        record Keep(String message) implements Decision {}

        record Refuse(String message) implements Decision {}
    }

    StoredEdit(Gateway gateway, ResourceKey key, Texts texts) {
        this.gateway = gateway;
        this.key = key;
        this.texts = texts;
    }

    /** @param verb what is done, in messages: {@code patch} */
    static StoredEdit of(Gateway gateway, ResourceKey key, String verb) {
        String failure = "Failed to " + verb + " '" + key.kind().text() + "' resource: ";
        return new StoredEdit(
                gateway,
                key,
                new Texts(
                        key.identifier(), failure + "resource does not exist: " + key.identifier(), failure, failure));
    }

    /** The key that kind, name and options come to; all of it must be there. */
    static ResourceKey key(IdentityOptions which) {
        Identity identity = which.identity("Failed to execute command: ");
        return identity.key()
                .orElseThrow(() -> new CommandException("Failed to execute command: insufficient identifiers, missing '"
                        + identity.missing().orElseThrow() + "'"));
    }

    /** As {@link #run}, where an edit refuses by throwing. Nothing is sent when it changes nothing. */
    void replace(UnaryOperator<Resource> edit) {
        run(stored -> {
            Resource wanted = edit.apply(stored.resource());
            return wanted.equals(stored.resource()) ? new Decision.Keep("") : new Decision.Write(wanted, "");
        });
    }

    /**
     * Edits until nobody gets in between; returns the text of what was decided. The edit may be asked for several times, each time with
     * the resource as it then is. Throws {@link CommandException} when it refuses.
     */
    String run(Function<Stored, Decision> edit) {
        return Attempts.until(texts.subject(), () -> {
            Stored stored = read();
            return switch (edit.apply(stored)) {
                case Decision.Keep(String message) -> Optional.of(message);
                case Decision.Refuse(String message) -> throw new CommandException(message);
                case Decision.Write(Resource wanted, String message) ->
                    write(checked(wanted), stored.etag()) ? Optional.of(message) : Optional.empty();
            };
        });
    }

    /** False when the resource is no longer what was read. */
    private boolean write(Resource wanted, String etag) {
        return switch (gateway.replace(wanted, etag)) {
            case Answer.Done<Boolean> done -> true;
            case Answer.Refused<Boolean> refused -> {
                if (!refused.isOvertaken()) {
                    throw failed(refused.message());
                }
                yield false;
            }
        };
    }

    /** As it is stored now, to be edited. */
    Stored read() {
        ReadOnly.refusal(Operation.REPLACE, key).ifPresent(reason -> {
            throw failed(reason);
        });
        return switch (gateway.read(key)) {
            case Answer.Done<Stored>(Stored stored) -> stored;
            case Answer.Refused<Stored> refused ->
                throw new CommandException(
                        refused.isAbsent() ? texts.absent() : texts.unreadable() + refused.message());
        };
    }

    /** The same resource, if it may be stored in the place of the one that was read. */
    Resource checked(Resource wanted) {
        if (!wanted.key().equals(key)) {
            throw failed("it would become " + wanted.key().identifier() + "; what names a resource cannot be changed");
        }
        List<Problem> problems = Validator.validate(wanted);
        if (!problems.isEmpty()) {
            throw failed(Problem.describe(problems));
        }
        return wanted;
    }

    CommandException failed(String reason) {
        return new CommandException(texts.unwritable() + reason);
    }
}
