package io.ringfence.calicoctl.command;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.text.Format;
import io.ringfence.model.text.ReadResult;
import io.ringfence.model.text.ResourceReader;
import io.ringfence.model.validate.Limits;
import io.ringfence.model.validate.Problem;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the file that {@code -f} names; {@code -} is standard input. */
final class ResourceFile {
    private static final String STANDARD_INPUT = "-";

    private ResourceFile() {}

    /** All resources of the file, at least one. Throws {@link CommandException} with the file, document and line of what is wrong. */
    static List<Resource> read(String name, Terminal terminal) {
        byte[] bytes = bytes(name, terminal);
        if (bytes.length == 0) {
            throw new CommandException("No resources specified in file");
        }
        return switch (ResourceReader.read(bytes, Format.AUTO)) {
            case ReadResult.Accepted(List<Resource> resources) -> resources;
            case ReadResult.Refused(List<Problem> problems) -> throw refused(name, problems);
        };
    }

    private static byte[] bytes(String name, Terminal terminal) {
        try {
            if (name.equals(STANDARD_INPUT)) {
                return limited(terminal.in(), "standard input");
            }
            Path path = Path.of(name);
            if (!Files.exists(path)) {
                throw failed("open " + name + ": no such file or directory");
            }
            if (Files.isDirectory(path)) {
                throw failed("read " + name + ": is a directory");
            }
            if (!Files.isReadable(path)) {
                throw failed("open " + name + ": permission denied");
            }
            try (InputStream in = new FileInputStream(name)) {
                return limited(in, name);
            }
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw failed("read " + name + ": " + e.getMessage());
        }
    }

    /** All there is, but never more than a body may hold. */
    static byte[] limited(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(Limits.MAX_BODY_BYTES + 1);
        if (bytes.length > Limits.MAX_BODY_BYTES) {
            throw failed(name + " is larger than " + Limits.MAX_BODY_BYTES + " bytes; split it");
        }
        return bytes;
    }

    /** Tells the first bad document in the words of the original, and where it is; then how many documents more are bad. */
    private static CommandException refused(String name, List<Problem> problems) {
        if (problems.size() == 1 && problems.getFirst().message().equals("No resources specified in file")) {
            return new CommandException("No resources specified in file");
        }
        int document = problems.getFirst().document();
        List<Problem> here = problems.stream()
                .filter(problem -> problem.document() == document)
                .toList();
        StringBuilder text = new StringBuilder(Problem.describe(here));
        if (document > 0) {
            String lines = here.stream()
                    .map(Problem::line)
                    .filter(line -> line > 0)
                    .distinct()
                    .map(Object::toString)
                    .collect(Collectors.joining(", "));
            text.append("\n  in ").append(name.equals(STANDARD_INPUT) ? "standard input" : name);
            text.append(", document ").append(document);
            text.append(lines.isEmpty() ? "" : ", line " + lines);
        } else {
            text.append("\n  in ").append(name.equals(STANDARD_INPUT) ? "standard input" : name);
        }
        return failed(text.toString());
    }

    private static CommandException failed(String reason) {
        return new CommandException("Failed to execute command: " + reason);
    }
}
