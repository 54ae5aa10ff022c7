package io.ringfence.calicoctl.view;

import io.ringfence.calicoctl.view.Shape.Fields;
import io.ringfence.calicoctl.view.Shape.Fraction;
import io.ringfence.calicoctl.view.Shape.Items;
import io.ringfence.calicoctl.view.Shape.Member;
import io.ringfence.calicoctl.view.Shape.Scalar;
import io.ringfence.calicoctl.view.Shape.Texts;
import io.ringfence.model.resource.Kind;
import java.util.List;

/** The fields of each kind, under the names and in the order of the original's data types; then those that only Ringfence has. */
final class Shapes {
    private static final Shape TEXT = new Scalar("");
    /** What the original points to, so that it can be nothing. */
    private static final Shape OPTIONAL = new Scalar(null);

    private static final Shape FLAG = new Scalar(false);
    private static final Shape TEXTS = new Items(TEXT);
    private static final Shape MAP = new Texts();

    private static final Shape ICMP =
            optional("api.ICMPFields", of("Type", "type", OPTIONAL), of("Code", "code", OPTIONAL));

    private static final Shape ENTITY = fields(
            "api.EntityRule",
            of("Tag", "tag", TEXT),
            of("Nets", "nets", TEXTS),
            of("Selector", "selector", TEXT),
            of("Ports", "ports", TEXTS),
            of("NotTag", "notTag", TEXT),
            of("NotNets", "notNets", TEXTS),
            of("NotSelector", "notSelector", TEXT),
            of("NotPorts", "notPorts", TEXTS));

    private static final Shape RULES = new Items(fields(
            "api.Rule",
            of("Action", "action", TEXT),
            of("IPVersion", "ipVersion", OPTIONAL),
            of("Protocol", "protocol", OPTIONAL),
            of("ICMP", "icmp", ICMP),
            of("NotProtocol", "notProtocol", OPTIONAL),
            of("NotICMP", "notICMP", ICMP),
            of("Source", "source", ENTITY),
            of("Destination", "destination", ENTITY)));

    private static final Shape PORTS = new Items(fields(
            "api.EndpointPort",
            of("Name", "name", TEXT),
            of("Protocol", "protocol", TEXT),
            of("Port", "port", OPTIONAL)));

    private Shapes() {}

    static Shape of(Kind kind) {
        return switch (kind) {
            case PROFILE ->
                resource(
                        "Profile",
                        List.of(of("Name", "name", TEXT), of("Tags", "tags", TEXTS), of("Labels", "labels", MAP)),
                        of("IngressRules", "ingress", RULES),
                        of("EgressRules", "egress", RULES));
            case POLICY ->
                resource(
                        "Policy",
                        List.of(of("Name", "name", TEXT), of("Annotations", "annotations", MAP)),
                        of("Order", "order", new Fraction()),
                        of("IngressRules", "ingress", RULES),
                        of("EgressRules", "egress", RULES),
                        of("Selector", "selector", TEXT),
                        of("DoNotTrack", "doNotTrack", FLAG),
                        of("PreDNAT", "preDNAT", FLAG),
                        of("Types", "types", TEXTS),
                        of("Tier", "tier", new Scalar("default")),
                        of("ApplyOnForward", "applyOnForward", FLAG));
            case WORKLOAD_ENDPOINT -> workloadEndpoint();
            case HOST_ENDPOINT ->
                resource(
                        "HostEndpoint",
                        List.of(of("Name", "name", TEXT), of("Node", "node", TEXT), of("Labels", "labels", MAP)),
                        of("InterfaceName", "interfaceName", TEXT),
                        of("ExpectedIPs", "expectedIPs", TEXTS),
                        of("Profiles", "profiles", TEXTS),
                        of("Ports", "ports", PORTS));
            case IP_POOL ->
                resource(
                        "IPPool",
                        List.of(of("CIDR", "cidr", TEXT)),
                        of(
                                "IPIP",
                                "ipip",
                                optional(
                                        "api.IPIPConfiguration",
                                        of("Enabled", "enabled", FLAG),
                                        of("Mode", "mode", TEXT))),
                        of("NATOutgoing", "nat-outgoing", FLAG),
                        of("Disabled", "disabled", FLAG));
            case NODE -> node();
            case NETWORK_SET ->
                resource(
                        "NetworkSet",
                        List.of(of("Name", "name", TEXT), of("Labels", "labels", MAP)),
                        of("Nets", "nets", TEXTS));
            case TIER ->
                resource(
                        "Tier",
                        List.of(of("Name", "name", TEXT)),
                        of("Order", "order", new Fraction()),
                        of("DefaultAction", "defaultAction", TEXT));
            case IPAM_BLOCK -> ipamBlock();
        };
    }

    private static Shape workloadEndpoint() {
        return resource(
                "WorkloadEndpoint",
                List.of(
                        of("Name", "name", TEXT),
                        of("Workload", "workload", TEXT),
                        of("Orchestrator", "orchestrator", TEXT),
                        of("Node", "node", TEXT),
                        of("ActiveInstanceID", "activeInstanceID", TEXT),
                        of("Labels", "labels", MAP)),
                of("IPNetworks", "ipNetworks", TEXTS),
                of(
                        "IPNATs",
                        "ipNATs",
                        new Items(fields(
                                "api.IPNAT",
                                of("InternalIP", "internalIP", TEXT),
                                of("ExternalIP", "externalIP", TEXT)))),
                of("IPv4Gateway", "ipv4Gateway", OPTIONAL),
                of("IPv6Gateway", "ipv6Gateway", OPTIONAL),
                of("Profiles", "profiles", TEXTS),
                of("InterfaceName", "interfaceName", TEXT),
                of("MAC", "mac", OPTIONAL),
                of("Ports", "ports", PORTS));
    }

    private static Shape node() {
        return resource(
                "Node",
                List.of(of("Name", "name", TEXT)),
                of(
                        "BGP",
                        "bgp",
                        optional(
                                "api.NodeBGPSpec",
                                of("ASNumber", "asNumber", OPTIONAL),
                                of("IPv4Address", "ipv4Address", OPTIONAL),
                                of("IPv6Address", "ipv6Address", OPTIONAL))),
                of(
                        "OrchRefs",
                        "orchRefs",
                        new Items(fields(
                                "api.OrchRef",
                                of("Orchestrator", "orchestrator", TEXT),
                                of("NodeName", "nodeName", TEXT)))));
    }

    private static Shape ipamBlock() {
        return resource(
                "IPAMBlock",
                List.of(of("CIDR", "cidr", TEXT)),
                of("Affinity", "affinity", TEXT),
                of(
                        "Allocations",
                        "allocations",
                        new Items(fields(
                                "api.Allocation",
                                of("Ordinal", "ordinal", OPTIONAL),
                                of("Host", "host", TEXT),
                                of("Purpose", "purpose", TEXT),
                                of("Handle", "handle", TEXT),
                                of("Since", "since", TEXT)))));
    }

    private static Shape resource(String title, List<Member> metadata, Member... spec) {
        return fields(
                "api." + title,
                of("Kind", "kind", TEXT),
                of("APIVersion", "apiVersion", TEXT),
                of("Metadata", "metadata", new Fields("api." + title + "Metadata", false, metadata)),
                of("Spec", "spec", fields("api." + title + "Spec", spec)));
    }

    private static Shape fields(String type, Member... members) {
        return new Fields(type, false, List.of(members));
    }

    private static Shape optional(String type, Member... members) {
        return new Fields(type, true, List.of(members));
    }

    private static Member of(String name, String key, Shape shape) {
        return new Member(name, key, shape);
    }
}
