package io.ringfence.agent;

import io.ringfence.agent.program.Kernel;
import io.ringfence.agent.program.KernelException;
import io.ringfence.agent.program.MemoryKernel;
import io.ringfence.model.net.IpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A strict kernel that counts what it is asked and refuses on demand. */
final class FaultyKernel implements Kernel {
    final MemoryKernel kernel = new MemoryKernel();
    final List<String> tableWrites = new ArrayList<>();
    final List<String> setWrites = new ArrayList<>();
    int reads;
    int failTableWrites;
    Predicate<String> refusedTables = text -> false;
    Predicate<String> refusedSetLines = line -> false;
    boolean readsFail;
    boolean readsRubbish;

    void forget() {
        tableWrites.clear();
        setWrites.clear();
        reads = 0;
    }

    @Override
    public synchronized String readTable(IpVersion version) throws KernelException {
        reads++;
        if (readsFail) {
            throw new KernelException("save fails");
        }
        return readsRubbish ? "*filter\n:INPUT ACC" : kernel.readTable(version);
    }

    @Override
    public synchronized void writeTable(IpVersion version, String text) throws KernelException {
        tableWrites.add(text);
        if (failTableWrites > 0) {
            failTableWrites--;
            throw new KernelException("restore fails");
        }
        if (refusedTables.test(text)) {
            throw new KernelException("refused");
        }
        kernel.writeTable(version, text);
    }

    @Override
    public synchronized String readSets() throws KernelException {
        reads++;
        if (readsFail) {
            throw new KernelException("save fails");
        }
        return readsRubbish ? "create rf4-" : kernel.readSets();
    }

    @Override
    public synchronized void writeSets(String text) throws KernelException {
        setWrites.add(text);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (refusedSetLines.test(lines.get(i))) {
                kernel.writeSets(String.join("\n", lines.subList(0, i)) + "\n");
                throw new KernelException("ipset exit 1: Error in line " + (i + 1) + ": refused");
            }
        }
        kernel.writeSets(text);
    }

    /** Somebody else's edit, in both families. */
    void foreign(String... lines) {
        for (IpVersion version : IpVersion.values()) {
            try {
                kernel.writeTable(version, "*filter\n" + String.join("\n", lines) + "\nCOMMIT\n");
            } catch (KernelException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    void foreignSets(String... lines) {
        try {
            kernel.writeSets(String.join("\n", lines) + "\n");
        } catch (KernelException e) {
            throw new IllegalStateException(e);
        }
    }

    String everything() {
        return kernel.readTable(IpVersion.V4) + kernel.readTable(IpVersion.V6) + kernel.readSets();
    }
}
