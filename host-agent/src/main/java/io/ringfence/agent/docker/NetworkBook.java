package io.ringfence.agent.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.resource.Revision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which profiles this host made for which networks, so that it removes those and no others. A profile is noted before it is made and again
 * with its revision afterwards. Thread-safe; changes write the file and block.
 */
final class NetworkBook {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkBook.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final @Nullable Path file;

    /** By the network's identifier. Guarded by this. */
    private final Map<String, Entry> entries = new TreeMap<>();

    /**
     * What is noted of a network.
     *
     * @param name of the network and its profile
     * @param made at which revision the profile was made; {@link Revision#NONE} while it is not certain that it was
     */
    record Entry(String name, Revision made) {
        boolean isCertain() {
            return !made.equals(Revision.NONE);
        }
    }

    /** @param folder null remembers nothing across restarts; a file that cannot be read is as if it were not there */
    NetworkBook(@Nullable Path folder) {
        this.file = folder == null ? null : folder.resolve("docker-networks.json");
        if (file != null && Files.exists(file)) {
            try {
                JSON.readTree(Files.readAllBytes(file)).properties().forEach(this::read);
            } catch (IOException e) {
                // Then the profiles stay when their networks go; nothing is removed in doubt.
                LOG.warn("{} cannot be read: {}", file, e.toString());
            }
        }
    }

    private void read(Map.Entry<String, JsonNode> network) {
        String name = network.getValue().path("name").asText();
        long made = network.getValue().path("made").asLong();
        if (!name.isEmpty() && made >= 0) {
            entries.put(network.getKey(), new Entry(name, new Revision(made)));
        }
    }

    synchronized Optional<Entry> entry(String networkId) {
        return Optional.ofNullable(entries.get(networkId));
    }

    synchronized Map<String, Entry> entries() {
        return Map.copyOf(entries);
    }

    /** Throws {@link IOException} when it could not be written; then it is not noted. */
    synchronized void note(String networkId, Entry entry) throws IOException {
        Entry before = entries.put(networkId, entry);
        if (entry.equals(before)) {
            return;
        }
        try {
            write();
        } catch (IOException e) {
            if (before == null) {
                entries.remove(networkId);
            } else {
                entries.put(networkId, before);
            }
            throw e;
        }
    }

    synchronized void forget(String networkId) throws IOException {
        if (entries.remove(networkId) != null) {
            write();
        }
    }

    private void write() throws IOException {
        if (file == null) {
            return;
        }
        ObjectNode tree = JSON.createObjectNode();
        entries.forEach((id, entry) -> tree.putObject(id)
                .put("name", entry.name())
                .put("made", entry.made().value()));
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        ByteBuffer bytes = ByteBuffer.wrap(tree.toString().getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
