package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.file.FileReason;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.text.Format;
import io.ringfence.model.text.Place;
import io.ringfence.model.text.ReadResult;
import io.ringfence.model.text.ResourceReader;
import io.ringfence.model.v3.V3Dialect;
import io.ringfence.model.validate.Limits;
import io.ringfence.model.validate.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the files and folders that {@code -f} names; {@code -} is standard input. Owner: the thread of the run. */
final class ResourceFiles {
    private static final String STANDARD_INPUT = "-";
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private final Terminal terminal;

    ResourceFiles(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * All resources, at least one, each once, in the order of the names, and of a folder by path. Throws {@link CommandException} with
     * the file, document, line and field of whatever is wrong in any of them.
     */
    List<Given> read(List<String> names, boolean recursive) {
        List<Given> all = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (String name : names) {
            for (String file : elseTold(refusals, () -> files(name, recursive))) {
                all.addAll(elseTold(refusals, () -> read(file)));
            }
        }
        refusals.addAll(repeated(all));
        if (!refusals.isEmpty()) {
            throw new CommandException(String.join("\n", refusals));
        }
        return all;
    }

    /** None, and one refusal more, for what is refused. */
    private static <T> List<T> elseTold(List<String> refusals, Supplier<List<T>> reading) {
        try {
            return reading.get();
        } catch (CommandException refused) {
            refusals.add(String.valueOf(refused.getMessage()));
            return List.of();
        }
    }

    /** One write cannot do two things to a resource, and several in turn would leave what their order makes of it. */
    private static List<String> repeated(List<Given> all) {
        Map<ResourceKey, Given> first = new HashMap<>();
        List<String> refusals = new ArrayList<>();
        for (Given each : all) {
            ResourceKey key = each.resource().key();
            Given other = first.putIfAbsent(key, each);
            if (other != null && refusals.size() < Limits.MAX_PROBLEMS) {
                refusals.add("Failed to execute command: resource named twice: " + key.identifier() + "\n  in "
                        + other.where() + "\n  and in " + each.where());
            }
        }
        return refusals;
    }

    private List<Given> read(String name) {
        String title = name.equals(STANDARD_INPUT) ? "standard input" : name;
        return parse(bytes(name, title), title);
    }

    /** The resources of a text, at least one. */
    static List<Given> parse(byte[] bytes, String title) {
        if (bytes.length == 0) {
            throw empty(title);
        }
        return switch (ResourceReader.read(bytes, Format.AUTO, List.of(new V3Dialect()))) {
            case ReadResult.Accepted(List<Resource> resources, List<Place> places) -> {
                List<Given> given = new ArrayList<>();
                for (int i = 0; i < resources.size(); i++) {
                    given.add(new Given(resources.get(i), title, places.get(i)));
                }
                yield given;
            }
            case ReadResult.Refused(List<Problem> problems) -> throw refused(title, problems);
        };
    }

    private static List<String> files(String name, boolean recursive) {
        try {
            // To Java, and to no shell, the empty name is the current folder: of a variable that is not set.
            if (name.isEmpty()) {
                throw new NoSuchFileException(name);
            }
            Path path = Path.of(name);
            if (name.equals(STANDARD_INPUT) || !Files.isDirectory(path)) {
                return List.of(name);
            }
            // What is named may be a link to a folder; links inside are not followed, or one could lead round.
            Path folder = Files.isSymbolicLink(path) ? path.toRealPath() : path;
            try (Stream<Path> inside = Files.walk(folder, recursive ? Integer.MAX_VALUE : 1)) {
                List<String> files = inside.filter(Files::isRegularFile)
                        .map(file -> folder.equals(path) ? file : path.resolve(folder.relativize(file)))
                        .map(Path::toString)
                        .filter(file -> ENDINGS.stream().anyMatch(file::endsWith))
                        .sorted()
                        .toList();
                if (files.isEmpty()) {
                    throw failed("read " + name + ": no file in this folder ends in .yaml, .yml or .json"
                            + (recursive ? "" : "; -R looks into the folders inside it too"));
                }
                return files;
            }
        } catch (UncheckedIOException e) {
            throw failed(FileReason.of(name, Objects.requireNonNull(e.getCause())));
        } catch (IOException e) {
            throw failed(FileReason.of(name, e));
        } catch (InvalidPathException e) {
            throw failed("read " + name + ": " + e.getMessage());
        }
    }

    private byte[] bytes(String name, String title) {
        try {
            if (name.equals(STANDARD_INPUT)) {
                return limited(terminal.in(), title);
            }
            try (InputStream in = Files.newInputStream(Path.of(name))) {
                return limited(in, name);
            }
        } catch (IOException e) {
            throw failed(FileReason.of(name, e));
        } catch (InvalidPathException e) {
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

    private static CommandException empty(String title) {
        return new CommandException("No resources specified in file\n  in " + title);
    }

    /** Tells whatever is wrong in the words of the original, and where it is. */
    private static CommandException refused(String title, List<Problem> problems) {
        if (problems.size() == 1 && problems.getFirst().message().equals("No resources specified in file")) {
            return empty(title);
        }
        return failed(problems.stream()
                .map(Problem::document)
                .distinct()
                .map(document -> Problem.describe(
                        problems.stream()
                                .filter(problem -> problem.document() == document)
                                .toList(),
                        problem -> place(title, problem)))
                .collect(Collectors.joining("\n")));
    }

    private static String place(String title, Problem problem) {
        String place = "\n  in " + title;
        if (problem.document() > 0) {
            place += ", document " + problem.document() + (problem.line() > 0 ? ", line " + problem.line() : "")
                    + (problem.field() == null ? "" : ", field " + problem.field());
        }
        return place;
    }

    private static CommandException failed(String reason) {
        return new CommandException("Failed to execute command: " + reason);
    }
}
