package io.ringfence.model.net;

/** What a rule says of a packet's port: numbers, or a name that endpoints give to ports of their own. */
public sealed interface Port permits PortRange, PortName {}
