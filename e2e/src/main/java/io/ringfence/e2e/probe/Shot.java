package io.ringfence.e2e.probe;

import io.ringfence.e2e.net.Workload;
import io.ringfence.model.verdict.Packet;

/** One packet from one workload to another; its addresses are theirs. */
public record Shot(Workload from, Workload to, Packet packet) {}
