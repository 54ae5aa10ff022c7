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
import java.util.function.UnaryOperator;

/** Reads one resource, edits it and writes it back only over the state that was read, so that no edit undoes another's. */
final class StoredEdit {
    private final Gateway gateway;
    private final ResourceKey key;
    private final String verb;

    /** @param verb what is done, in messages: {@code patch} */
    StoredEdit(Gateway gateway, ResourceKey key, String verb) {
        this.gateway = gateway;
        this.key = key;
        this.verb = verb;
    }

    /** The key that kind, name and options come to; all of it must be there. */
    static ResourceKey key(IdentityOptions which) {
        Identity identity = which.identity("Failed to execute command: ");
        return identity.key()
                .orElseThrow(() -> new CommandException("Failed to execute command: insufficient identifiers, missing '"
                        + identity.missing().orElseThrow() + "'"));
    }

    /**
     * Edits until nobody gets in between. The edit may be asked for several times, each time with the resource as it then is; it throws
     * {@link CommandException} to refuse. Nothing is sent when it changes nothing.
     */
    void run(UnaryOperator<Resource> edit) {
        Attempts.until(key.identifier(), () -> {
            Stored stored = read();
            Resource wanted = checked(edit.apply(stored.resource()));
            if (wanted.equals(stored.resource())) {
                return Optional.of(wanted);
            }
            return switch (gateway.replace(wanted, stored.etag())) {
                case Answer.Done<Boolean> done -> Optional.of(wanted);
                case Answer.Refused<Boolean>(int status, String message) -> {
                    if (!meansChanged(status)) {
                        throw failed(message);
                    }
                    yield Optional.empty();
                }
            };
        });
    }

    /** As it is stored now, to be edited. */
    Stored read() {
        ReadOnly.refusal(Operation.REPLACE, List.of(key)).ifPresent(reason -> {
            throw failed(reason);
        });
        return switch (gateway.read(key)) {
            case Answer.Done<Stored>(Stored stored) -> stored;
            case Answer.Refused<Stored>(int status, String message) ->
                throw failed(
                        status == Answer.Refused.NOT_FOUND ? "resource does not exist: " + key.identifier() : message);
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
        return new CommandException("Failed to " + verb + " '" + key.kind().text() + "' resource: " + reason);
    }

    /** Whether a write was refused because the resource is no longer what was read. */
    static boolean meansChanged(int status) {
        return status == Answer.Refused.NOT_FOUND
                || status == Answer.Refused.CONFLICT
                || status == Answer.Refused.PRECONDITION_FAILED;
    }
}
