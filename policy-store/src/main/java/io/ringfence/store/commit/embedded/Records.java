package io.ringfence.store.commit.embedded;

import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.decide.Entry;
import io.ringfence.store.decide.Value;
import io.ringfence.store.history.Change;
import io.ringfence.store.history.RevisionChanges;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The file's bytes. Pure. */
final class Records {
    private static final byte CREATED = 1;
    private static final byte UPDATED = 2;
    private static final byte REMOVED = 3;

    private Records() {}

    /** Eight bytes of revision, then the value. */
    static byte[] entry(Entry entry) {
        byte[] value = entry.value().bytes();
        return ByteBuffer.allocate(Long.BYTES + value.length)
                .putLong(entry.modified().value())
                .put(value)
                .array();
    }

    static Entry entry(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Revision modified = new Revision(buffer.getLong());
        byte[] value = new byte[buffer.remaining()];
        buffer.get(value);
        return new Entry(Value.of(value), modified);
    }

    static byte[] changes(Instant time, List<Change> changes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
            out.writeInt(changes.size());
            for (Change change : changes) {
                switch (change) {
                    case Change.Put(ResourceKey key, Value value, boolean created) -> {
                        out.writeByte(created ? CREATED : UPDATED);
                        write(out, key.toString().getBytes(StandardCharsets.UTF_8));
                        write(out, value.bytes());
                    }
                    case Change.Removed(ResourceKey key) -> {
                        out.writeByte(REMOVED);
                        write(out, key.toString().getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static RevisionChanges changes(Revision revision, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Instant time = Instant.ofEpochSecond(in.readLong(), in.readInt());
            int count = in.readInt();
            List<Change> changes = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                byte kind = in.readByte();
                String text = new String(read(in), StandardCharsets.UTF_8);
                ResourceKey key = ResourceKey.parse(text)
                        .orElseThrow(() -> new IllegalStateException("not a resource key in the history: " + text));
                changes.add(
                        kind == REMOVED
                                ? new Change.Removed(key)
                                : new Change.Put(key, Value.of(read(in)), kind == CREATED));
            }
            return new RevisionChanges(revision, time, changes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] read(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
