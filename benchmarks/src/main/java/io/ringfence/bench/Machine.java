package io.ringfence.bench;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What figures say about where they come from. */
final class Machine {
    private static final long MEGABYTE = 1 << 20;

    private Machine() {}

    /** Processor, cores, memory limit, JVM, collector and the load that others put on the machine, in one line. */
    static String describe() {
        String collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(", "));
        return "machine: %s, %d cores, load %.1f; JVM %s, heap up to %d MiB, %s"
                .formatted(
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        Runtime.version(),
                        Runtime.getRuntime().maxMemory() / MEGABYTE,
                        collectors);
    }

    /** Bytes in use after full collections. */
    static long heapAfterFullCollection() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Time that this thread has been on a processor: what is left of a wall time on a machine that others use too. */
    static long threadCpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    static double mebibytes(long bytes) {
        return (double) bytes / MEGABYTE;
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("processor unknown");
        } catch (IOException e) {
            return "processor unknown";
        }
    }
}
