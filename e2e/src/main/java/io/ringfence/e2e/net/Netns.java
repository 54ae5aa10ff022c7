package io.ringfence.e2e.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A network namespace, and a thread that lives in it: a socket opened there belongs to the namespace for good, whichever thread uses it
 * later.
 */
public final class Netns implements AutoCloseable {
    private final String name;
    private final ExecutorService resident;

    private Netns(String name) {
        this.name = name;
        this.resident = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("netns-" + name).factory());
    }

    /** Makes a namespace, with its loopback interface up, and the thread. */
    public static Netns create(String name) {
        Command.run("ip", "netns", "add", name);
        return open(name);
    }

    /**
     * Gives the network namespace of a process a name, and lives in it. It outlasts the process, and goes with the last of its processes,
     * sockets and names.
     */
    public static Netns attach(String name, long process) {
        Command.run("ip", "netns", "attach", name, Long.toString(process));
        return open(name);
    }

    private static Netns open(String name) {
        Netns netns = new Netns(name);
        try {
            netns.call(() -> {
                Libc.enterNetworkNamespace("/run/netns/" + name);
                return netns;
            });
            // Without a first second in which IPv6 addresses are on trial and no neighbour can be asked.
            netns.sysctl("ipv6/conf/all/accept_dad", "0");
            netns.sysctl("ipv6/conf/default/accept_dad", "0");
            netns.ip("link set lo up");
        } catch (RuntimeException e) {
            netns.close();
            throw e;
        }
        return netns;
    }

    public String name() {
        return name;
    }

    /**
     * Runs {@code task} on the thread that lives here and waits for it. It may open sockets and files, no more: a thread that it starts,
     * knowingly or by way of a virtual thread or a process, lives here too and may later do the work of others.
     */
    public <T> T call(Callable<T> task) {
        try {
            return resident.submit(task).get();
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case IOException io -> new UncheckedIOException(io);
                case RuntimeException bug -> bug;
                case null, default -> new IllegalStateException(e.getCause());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + name, e);
        }
    }

    /** Runs commands of {@code ip}, one a line, all or the rest not. */
    public void ip(String lines) {
        Command.runWithInput(lines, "ip", "-n", name, "-batch", "-");
    }

    /** Runs a program inside; returns its output, throws when its status is not 0. */
    public String exec(String... command) {
        return Command.run(inside(command).toArray(String[]::new));
    }

    /** The command line that runs a program inside. */
    public List<String> inside(String... command) {
        List<String> line = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + name));
        line.addAll(List.of(command));
        return line;
    }

    /** Sets a variable below {@code /proc/sys/net}, such as {@code ipv4/ip_forward}. */
    public void sysctl(String variable, String value) {
        call(() -> Files.writeString(Path.of("/proc/sys/net", variable), value));
    }

    /** Removes the namespace with all that is in it: interfaces, routes, rules, sets. Safe to repeat. */
    @Override
    public void close() {
        resident.shutdownNow();
        delete(name);
    }

    static void delete(String name) {
        Command.attempt("", "ip", "netns", "delete", name);
    }
}
