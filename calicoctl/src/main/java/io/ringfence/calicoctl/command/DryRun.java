package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.write.Operation;
import io.ringfence.calicoctl.write.WriteTexts;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a write would do, by what is stored now. Not told is what only the store judges: references to tiers, and its limits.
 */
final class DryRun {
    private final Session session;
    private final Operation operation;
    private final boolean lenient;

    DryRun(Session session, Operation operation, boolean lenient) {
        this.session = session;
        this.operation = operation;
        this.lenient = lenient;
    }

    /** Returns the exit status: failed if the write would be refused. */
    int run(List<Resource> resources, Gateway gateway) {
        Map<ResourceKey, Resource> stored =
                StoredNow.of(resources.stream().map(Resource::key).toList(), gateway);
        Optional<String> refusal = resources.stream()
                .map(resource -> refusal(resource.key(), stored.containsKey(resource.key())))
                .flatMap(Optional::stream)
                .findFirst();
        if (refusal.isPresent() && !lenient) {
            throw new CommandException(WriteTexts.failure(
                    operation, resources.stream().map(Resource::kind).toList(), refusal.get()));
        }
        for (Resource resource : resources) {
            session.say(resource.key().identifier() + " " + outcome(resource, stored.get(resource.key())));
        }
        session.say("Dry run: nothing was written.");
        return ExitStatus.DONE;
    }

    private Optional<String> refusal(ResourceKey key, boolean exists) {
        return switch (operation) {
            case APPLY -> Optional.empty();
            case CREATE -> exists ? Optional.of("resource already exists: " + key.identifier()) : Optional.empty();
            case REPLACE, DELETE ->
                exists ? Optional.empty() : Optional.of("resource does not exist: " + key.identifier());
        };
    }

    private String outcome(Resource wanted, @Nullable Resource stored) {
        if (refusal(wanted.key(), stored != null).isPresent()) {
            return "would be passed over";
        }
        if (operation == Operation.DELETE) {
            return "would be deleted";
        }
        if (stored == null) {
            return "would be created";
        }
        return stored.equals(wanted) ? "would stay as it is" : "would be replaced";
    }
}
