package io.ringfence.calicoctl.words;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.text.RefusedKinds;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kinds as the command line spells them: in any case, singular, plural and short, as v1 and as v3. Blocks of addresses have no word: agents keep them, and
 * whoever deletes one frees addresses that are in use.
 */
public final class KindNames {
    private KindNames() {}

    /** The words that are written out, singular and plural. */
    public static List<String> all() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> Stream.of(kind.text(), kind.collection()))
                .filter(word -> parse(word).isPresent())
                .toList();
    }

    public static Optional<Kind> parse(String word) {
        return Optional.ofNullable(
                switch (word.toLowerCase(Locale.ROOT)) {
                    case "node", "nodes", "no", "nos" -> Kind.NODE;
                    case "hostendpoint", "hostendpoints", "hep", "heps" -> Kind.HOST_ENDPOINT;
                    case "workloadendpoint", "workloadendpoints", "wep", "weps" -> Kind.WORKLOAD_ENDPOINT;
                    case "profile", "profiles", "pro", "pros" -> Kind.PROFILE;
                    case "policy",
                            "policies",
                            "pol",
                            "pols",
                            "globalnetworkpolicy",
                            "globalnetworkpolicies",
                            "gnp",
                            "gnps" -> Kind.POLICY;
                    case "ippool", "ippools", "ipp", "ipps", "pool", "pools" -> Kind.IP_POOL;
                    case "networkset",
                            "networksets",
                            "netset",
                            "netsets",
                            "globalnetworkset",
                            "globalnetworksets",
                            "gnetset",
                            "gnetsets" -> Kind.NETWORK_SET;
                    case "tier", "tiers" -> Kind.TIER;
                    default -> null;
                });
    }

    /** Why a word that the original knows is none here, as a line of its own; empty for any other word. */
    public static String reason(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        String kind = switch (lower) {
            case "bgpp", "bgpps", "bp", "bps" -> "bgppeer";
            case "bgpconfig", "bgpconfigs" -> "bgpconfiguration";
            case "felixconfig", "felixconfigs" -> "felixconfiguration";
            case "snp", "spol", "spols", "stagedpolicy", "stagedpolicies" -> "stagednetworkpolicy";
            case "sgnp", "sgnps" -> "stagedglobalnetworkpolicy";
            case "sknp", "skpol", "skpols", "stagedkubernetespolicy", "stagedkubernetespolicies" ->
                "stagedkubernetesnetworkpolicy";
            default ->
                lower.endsWith("policies")
                        ? lower.substring(0, lower.length() - "ies".length()) + "y"
                        : lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
        };
        if (kind.equals("networkpolicy") || kind.equals("np")) {
            // No other word for policy: of the same name there may be one of no namespace, which it would mean.
            return "\nThe NetworkPolicy p of the namespace n is the policy n/p.";
        }
        return RefusedKinds.reason(kind).map(reason -> "\n" + reason + ".").orElse("");
    }
}
