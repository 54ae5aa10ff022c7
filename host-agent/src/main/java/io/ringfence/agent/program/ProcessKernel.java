package io.ringfence.agent.program;

import io.ringfence.model.net.IpVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The real kernel, through Debian's tools, in the process's own network namespace or a named one. Any thread. */
public final class ProcessKernel implements Kernel {
    /** A tool that has not answered by then is killed; the largest restore takes a few seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ScheduledThreadPoolExecutor WATCHDOG = watchdog();

    private final Backend backend;
    private final String namespace;
    private final LongAdder forks = new LongAdder();
    private final LongAdder tableRestores = new LongAdder();
    private final LongAdder setRestores = new LongAdder();

    /** Which iptables. */
    public enum Backend {
        NFT("nft"),
        LEGACY("legacy");

        private final String infix;

        Backend(String infix) {
            this.infix = infix;
        }
    }

    /**
     * Starts no process yet.
     *
     * @param namespace as {@code ip netns} names it; empty for the process's own
     */
    public ProcessKernel(Backend backend, String namespace) {
        this.backend = backend;
        this.namespace = namespace;
    }

    /**
     * Where rules already are: ours first, then anybody's, then what {@code iptables} is on this machine.
     *
     * @throws KernelException when none of the tools can be run
     */
    public static Backend detect(String namespace) throws KernelException {
        ProcessKernel nft = new ProcessKernel(Backend.NFT, namespace);
        ProcessKernel legacy = new ProcessKernel(Backend.LEGACY, namespace);
        // Asking iptables-legacy for a table that is not there would make it; the list of names does not.
        String legacyTables = nft.run(List.of("cat", "/proc/net/ip_tables_names"), "", false);
        if (legacyTables.contains("filter")) {
            String legacyRules = legacy.readTable(IpVersion.V4);
            String nftRules = nft.readTable(IpVersion.V4);
            if (nftRules.contains("\n:rf-") || legacyRules.contains("\n:rf-")) {
                return nftRules.contains("\n:rf-") ? Backend.NFT : Backend.LEGACY;
            }
            if (legacyRules.contains("\n-A ") && !nftRules.contains("\n-A ")) {
                return Backend.LEGACY;
            }
        }
        return nft.run(List.of("iptables", "--version"), "", false).contains("legacy") ? Backend.LEGACY : Backend.NFT;
    }

    public Backend backend() {
        return backend;
    }

    @Override
    public String readTable(IpVersion version) throws KernelException {
        return run(List.of(tool(version) + "-save", "-t", "filter"), "", false);
    }

    @Override
    public void writeTable(IpVersion version, String text) throws KernelException {
        tableRestores.increment();
        run(List.of(tool(version) + "-restore", "--noflush", "--wait"), text, true);
    }

    @Override
    public String readSets() throws KernelException {
        return run(List.of("ipset", "save"), "", false);
    }

    @Override
    public void writeSets(String text) throws KernelException {
        setRestores.increment();
        run(List.of("ipset", "-exist", "restore"), text, true);
    }

    private String tool(IpVersion version) {
        return (version == IpVersion.V4 ? "iptables-" : "ip6tables-") + backend.infix;
    }

    /** Processes started so far. */
    public long forks() {
        return forks.sum();
    }

    /** {@code iptables-restore} and {@code ip6tables-restore} started so far. */
    public long tableRestores() {
        return tableRestores.sum();
    }

    /** {@code ipset restore} started so far. */
    public long setRestores() {
        return setRestores.sum();
    }

    private String run(List<String> tool, String input, boolean writes) throws KernelException {
        List<String> command = new ArrayList<>();
        if (!namespace.isEmpty()) {
            // What `ip netns exec` does, without its new mount namespace.
            command.addAll(List.of("nsenter", "--net=/run/netns/" + namespace));
        }
        command.addAll(tool);
        forks.increment();
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.redirectErrorStream(writes).start();
            ScheduledFuture<?> end =
                    WATCHDOG.schedule(() -> process.destroyForcibly(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            try {
                return converse(process, tool, input, writes);
            } finally {
                end.cancel(false);
            }
        } catch (IOException e) {
            throw new KernelException(tool.getFirst() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KernelException(tool.getFirst() + ": interrupted");
        }
    }

    private static String converse(Process process, List<String> tool, String input, boolean writes)
            throws IOException, InterruptedException, KernelException {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended before it had read everything; what it says and its exit code tell why.
            if (!writes) {
                throw e;
            }
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = writes ? output : new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new KernelException(
                    tool.getFirst() + " exit " + code + ": " + errors.strip().replace('\n', ' '));
        }
        return output;
    }

    private static ScheduledThreadPoolExecutor watchdog() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("kernel-watchdog").factory());
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
