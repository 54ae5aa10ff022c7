package io.ringfence.agent.cache;

import io.ringfence.log.record.MalformedRecordException;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.log.record.ShardRecordCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One file: a line with format, host and SHA-256 of the rest, then a line for each record, its key, a tab and its JSON. Written to a
 * second file, forced to the disk and renamed.
 */
public final class StateFile {
    private static final String FORMAT = "ringfence-host-state-1";

    private final Path file;
    private final String host;

    public StateFile(Path folder, String host) {
        this.file = folder.resolve(
                "host-" + HexFormat.of().formatHex(sha256(host.getBytes(StandardCharsets.UTF_8)), 0, 8) + ".state");
        this.host = host;
    }

    public void write(List<ShardRecord> records) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (ShardRecord record : records) {
            body.write(record.key().getBytes(StandardCharsets.UTF_8));
            body.write('\t');
            body.write(ShardRecordCodec.encode(record));
            body.write('\n');
        }
        byte[] bytes = body.toByteArray();
        String head = FORMAT + "\t" + host + "\t" + HexFormat.of().formatHex(sha256(bytes)) + "\n";
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeAll(channel, head.getBytes(StandardCharsets.UTF_8));
            writeAll(channel, bytes);
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Empty when there is no file, or it is another host's, of another format, or damaged: then it is as if there were none. */
    public Optional<List<ShardRecord>> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] all = Files.readAllBytes(file);
        int headEnd = 0;
        while (headEnd < all.length && all[headEnd] != '\n') {
            headEnd++;
        }
        String[] head = new String(all, 0, headEnd, StandardCharsets.UTF_8).split("\t", -1);
        if (headEnd == all.length || head.length != 3 || !head[0].equals(FORMAT) || !head[1].equals(host)) {
            return Optional.empty();
        }
        byte[] body = java.util.Arrays.copyOfRange(all, headEnd + 1, all.length);
        if (!head[2].equals(HexFormat.of().formatHex(sha256(body)))) {
            return Optional.empty();
        }
        List<ShardRecord> records = new ArrayList<>();
        try {
            for (String line : new String(body, StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isEmpty()) {
                    int tab = line.indexOf('\t');
                    records.add(ShardRecordCodec.decode(
                            line.substring(0, tab), line.substring(tab + 1).getBytes(StandardCharsets.UTF_8)));
                }
            }
        } catch (MalformedRecordException e) {
            return Optional.empty();
        }
        return Optional.of(records);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
