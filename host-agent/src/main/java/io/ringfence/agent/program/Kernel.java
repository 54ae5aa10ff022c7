package io.ringfence.agent.program;

import io.ringfence.model.net.IpVersion;

/** The four things an agent asks of a kernel. Each call is one process and blocks; two families may be written at once. */
public interface Kernel {
    /** The filter table as {@code iptables-save -t filter} prints it. */
    String readTable(IpVersion version) throws KernelException;

    /** All of {@code text} or nothing, leaving what it does not name: {@code iptables-restore --noflush}. */
    void writeTable(IpVersion version, String text) throws KernelException;

    /** All sets as {@code ipset save} prints them. */
    String readSets() throws KernelException;

    /** Line by line until one fails; adding a member that is there or removing one that is not is no failure. */
    void writeSets(String text) throws KernelException;
}
