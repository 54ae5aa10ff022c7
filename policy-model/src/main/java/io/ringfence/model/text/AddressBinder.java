package io.ringfence.model.text;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pools of addresses and the blocks that are handed out of them. Owner: one call. */
final class AddressBinder {
    private final Report report;
    private final boolean coerces;

    AddressBinder(Report report, boolean coerces) {
        this.report = report;
        this.coerces = coerces;
    }

    /** Null when the block of addresses was reported. */
    @Nullable
    IpPool ipPool(Fields metadata, Fields spec) {
        Cidr cidr = cidr(metadata, "IPPoolMetadata.cidr", "IP pool");
        try (Fields ipip = spec.structure("ipip", "IPIPConfiguration")) {
            boolean enabled = ipip.flag("enabled");
            IpPool.IpipMode mode = ipipMode(ipip);
            boolean natOutgoing = spec.flag("nat-outgoing");
            boolean disabled = spec.flag("disabled");
            return cidr == null ? null : new IpPool(cidr, enabled, mode, natOutgoing, disabled);
        }
    }

    /** Null when the block of addresses was reported. */
    @Nullable
    IpamBlock ipamBlock(Fields metadata, Fields spec) {
        Cidr cidr = cidr(metadata, "IPAMBlockMetadata.cidr", "IPAM block");
        String affinity = spec.optionalText("affinity");
        List<IpamBlock.Allocation> allocations = spec.list("allocations", "[]IPAMAllocation", this::allocation);
        return cidr == null ? null : new IpamBlock(cidr, affinity, allocations);
    }

    private IpamBlock.@Nullable Allocation allocation(Tree tree, Path path) {
        try (Fields fields = new Fields(report, path, "IPAMAllocation", tree, coerces)) {
            // An absent ordinal is no address; the validator names the field.
            Integer ordinal = fields.integer("ordinal");
            String host = fields.text("host");
            String purpose = fields.text("purpose");
            String handle = fields.text("handle");
            Instant since = since(tree, fields);
            return since == null
                    ? null
                    : new IpamBlock.Allocation(ordinal == null ? -1 : ordinal, host, purpose, handle, since);
        }
    }

    /** A time as {@link Instant#toString} writes it; nothing finer than milliseconds, which would be lost. */
    private @Nullable Instant since(Tree tree, Fields fields) {
        String text = fields.text("since");
        try {
            Instant since = Instant.parse(text);
            if (since.equals(since.truncatedTo(ChronoUnit.MILLIS))) {
                return since;
            }
        } catch (DateTimeException _) {
            // Reported below.
        }
        report.invalid(
                tree, fields.path("since"), "Since", text, "a time in UTC in whole milliseconds, 2026-01-31T12:00:00Z");
        return null;
    }

    /** Bits below the prefix are a mistake here, and a {@link Cidr} no longer has them. */
    private @Nullable Cidr cidr(Fields metadata, String field, String title) {
        Tree tree = metadata.take("cidr");
        Path path = metadata.path("cidr");
        if (tree == null) {
            report.malformed(new Tree.Scalar("", Tree.Type.NULL, 0), path, "insufficient identifiers, missing 'cidr'");
            return null;
        }
        if (!(tree instanceof Tree.Scalar scalar) || scalar.type() != Tree.Type.STRING) {
            report.wrongType(tree, path, field, "net.IPNet");
            return null;
        }
        String text = scalar.text();
        Cidr cidr = Cidr.parse(text).orElse(null);
        if (cidr == null) {
            report.malformed(scalar, path, "invalid CIDR address: " + text);
            return null;
        }
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!Cidr.of(address).address().equals(cidr.address())) {
            report.invalid(scalar, path, "CIDR", text, title + " CIDR is not strictly masked");
        }
        return cidr;
    }

    private IpPool.IpipMode ipipMode(Fields ipip) {
        Tree tree = ipip.take("mode");
        String text = tree instanceof Tree.Scalar scalar ? scalar.text() : "";
        if (tree != null && !text.equals("always") && !text.equals("cross-subnet") && !isEmptyText(tree)) {
            report.invalid(tree, ipip.path("mode"), "IPIP.Mode", text, "");
        }
        return switch (text) {
            case "always" -> IpPool.IpipMode.ALWAYS;
            case "cross-subnet" -> IpPool.IpipMode.CROSS_SUBNET;
            default -> IpPool.IpipMode.UNSET;
        };
    }

    private static boolean isEmptyText(Tree tree) {
        return tree instanceof Tree.Scalar scalar && scalar.text().isEmpty();
    }
}
