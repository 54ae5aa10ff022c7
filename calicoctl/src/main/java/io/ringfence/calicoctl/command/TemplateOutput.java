package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.file.FileReason;
import io.ringfence.calicoctl.table.Listing.Group;
import io.ringfence.calicoctl.template.Template;
import io.ringfence.calicoctl.template.TemplateException;
import io.ringfence.calicoctl.view.ResourceLists;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Resources in the form that a template gives them. */
final class TemplateOutput {
    private static final int MAX_FILE_BYTES = 1 << 20;

    private TemplateOutput() {}

    static String of(String template, List<Group> groups) {
        try {
            return Template.parse(template).execute(ResourceLists.of(groups));
        } catch (TemplateException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    /** @param file {@code -} is standard input */
    static String ofFile(String file, Terminal terminal, List<Group> groups) {
        try (InputStream in = file.equals("-") ? terminal.in() : Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw new CommandException("read " + file + ": a template has at most " + MAX_FILE_BYTES + " bytes");
            }
            return of(new String(bytes, StandardCharsets.UTF_8), groups);
        } catch (IOException e) {
            throw new CommandException(FileReason.of(file, e));
        } catch (InvalidPathException e) {
            throw new CommandException("read " + file + ": " + e.getMessage());
        }
    }
}
