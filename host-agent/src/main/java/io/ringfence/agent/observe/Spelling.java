package io.ringfence.agent.observe;

import io.ringfence.model.net.Cidr;
import java.util.Map;

/**
 * Brings a saved rule to the spelling in which render writes: protocols by the name or number that render uses, addresses as
 * {@code Cidr} prints them. All else {@code iptables-save} prints as render writes, with both backends.
 */
final class Spelling {
    /** Names that the tools take from {@code /etc/protocols} or their own table, where render writes the number. */
    private static final Map<String, String> PROTOCOLS = Map.ofEntries(
            Map.entry("igmp", "2"),
            Map.entry("ggp", "3"),
            Map.entry("ipencap", "4"),
            Map.entry("st", "5"),
            Map.entry("egp", "8"),
            Map.entry("igp", "9"),
            Map.entry("pup", "12"),
            Map.entry("hmp", "20"),
            Map.entry("xns-idp", "22"),
            Map.entry("rdp", "27"),
            Map.entry("iso-tp4", "29"),
            Map.entry("dccp", "33"),
            Map.entry("xtp", "36"),
            Map.entry("ddp", "37"),
            Map.entry("idpr-cmtp", "38"),
            Map.entry("ipv6", "41"),
            Map.entry("ipv6-route", "43"),
            Map.entry("ipv6-frag", "44"),
            Map.entry("idrp", "45"),
            Map.entry("rsvp", "46"),
            Map.entry("gre", "47"),
            Map.entry("esp", "50"),
            Map.entry("ah", "51"),
            Map.entry("skip", "57"),
            Map.entry("icmpv6", "ipv6-icmp"),
            Map.entry("58", "ipv6-icmp"),
            Map.entry("ipv6-nonxt", "59"),
            Map.entry("ipv6-opts", "60"),
            Map.entry("rspf", "73"),
            Map.entry("vmtp", "81"),
            Map.entry("eigrp", "88"),
            Map.entry("ospf", "89"),
            Map.entry("ax.25", "93"),
            Map.entry("ipip", "94"),
            Map.entry("etherip", "97"),
            Map.entry("encap", "98"),
            Map.entry("pim", "103"),
            Map.entry("ipcomp", "108"),
            Map.entry("vrrp", "112"),
            Map.entry("l2tp", "115"),
            Map.entry("isis", "124"),
            Map.entry("132", "sctp"),
            Map.entry("fc", "133"),
            Map.entry("mobility-header", "135"),
            Map.entry("ipv6-mh", "135"),
            Map.entry("mh", "135"),
            Map.entry("136", "udplite"),
            Map.entry("mpls-in-ip", "137"),
            Map.entry("manet", "138"),
            Map.entry("hip", "139"),
            Map.entry("shim6", "140"),
            Map.entry("wesp", "141"),
            Map.entry("rohc", "142"),
            Map.entry("ethernet", "143"));

    private Spelling() {}

    /** @param rule without {@code -A chain} */
    static String canonical(String rule) {
        String text = rule;
        int limit = text.indexOf(" -m ");
        for (String option : new String[] {"-s ", "-d "}) {
            int at = option(text, option, limit);
            if (at >= 0) {
                int end = end(text, at);
                String address = text.substring(at, end);
                String canonical = Addresses.parse(address).map(Cidr::toString).orElse(address);
                text = text.substring(0, at) + canonical + text.substring(end);
            }
        }
        int at = option(text, "-p ", text.indexOf(" -m "));
        if (at >= 0) {
            int end = end(text, at);
            String protocol = text.substring(at, end);
            text = text.substring(0, at) + PROTOCOLS.getOrDefault(protocol, protocol) + text.substring(end);
        }
        return text;
    }

    /** Where the option's value begins; -1 when it does not stand among the basics, which end before the first match. */
    private static int option(String text, String option, int limit) {
        int at = text.startsWith(option) ? 0 : text.indexOf(" " + option) + 1;
        boolean absent = at == 0 && !text.startsWith(option);
        boolean inMatch = limit >= 0 && at > limit;
        if (absent || inMatch) {
            return -1;
        }
        return at + option.length();
    }

    private static int end(String text, int from) {
        int end = text.indexOf(' ', from);
        return end < 0 ? text.length() : end;
    }
}
