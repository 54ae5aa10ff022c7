package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.write.Batches;
import io.ringfence.calicoctl.write.Operation;
import io.ringfence.calicoctl.write.WriteTexts;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import java.util.List;

/** Does one operation with all resources of a file. */
final class FileWrite {
    private final Session session;
    private final Operation operation;
    private final boolean lenient;

    /**
     * A write that is not yet done.
     *
     * @param lenient pass over what is already there (create) or already gone (delete)
     */
    FileWrite(Session session, Operation operation, boolean lenient) {
        this.session = session;
        this.operation = operation;
        this.lenient = lenient;
    }

    /** Reads the whole file before anything is sent. Returns the exit status. */
    int run(String file, ApiOptions api, boolean atomic) {
        List<Resource> resources = ResourceFile.read(file, session.terminal());
        Gateway gateway = session.gateway(api);
        return atomic ? whole(resources, gateway) : inParts(resources, gateway);
    }

    private int whole(List<Resource> resources, Gateway gateway) {
        return switch (gateway.transact(operation, resources, lenient)) {
            case Answer.Done<Boolean> done -> succeeded(resources);
            case Answer.Refused<Boolean>(int status, String message) -> {
                session.complain(WriteTexts.failure(operation, kinds(resources), message));
                if (status == Answer.Refused.TOO_LARGE) {
                    session.complain(
                            "Nothing was written. With --no-atomic the file is written in several transactions.");
                }
                yield ExitStatus.FAILED;
            }
        };
    }

    /** Batches first; a batch that is refused is written one by one up to the resource at fault, as the original writes all. */
    private int inParts(List<Resource> resources, Gateway gateway) {
        int written = 0;
        for (List<Resource> batch : Batches.of(resources, Gateway::size)) {
            if (gateway.transact(operation, batch, lenient) instanceof Answer.Done<Boolean>) {
                written += batch.size();
                continue;
            }
            for (Resource resource : batch) {
                if (gateway.transact(operation, List.of(resource), lenient)
                        instanceof Answer.Refused<Boolean>(int status, String message)) {
                    session.complain(
                            written == 0
                                    ? WriteTexts.failure(operation, kinds(resources), message)
                                    : WriteTexts.partial(operation, kinds(resources), written, message));
                    return ExitStatus.FAILED;
                }
                written++;
            }
        }
        return succeeded(resources);
    }

    private int succeeded(List<Resource> resources) {
        session.say(WriteTexts.success(operation, kinds(resources)));
        return ExitStatus.DONE;
    }

    private static List<Kind> kinds(List<Resource> resources) {
        return resources.stream().map(Resource::kind).toList();
    }
}
