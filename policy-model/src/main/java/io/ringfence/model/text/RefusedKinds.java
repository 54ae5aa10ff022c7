package io.ringfence.model.text;

import java.util.Locale;
import java.util.Optional;

/** Kinds of Calico's that there are not to be here, and why. */
public final class RefusedKinds {
    /** Why there is nothing of BGP, in the same form. */
    public static final String NO_BGP = "Ringfence speaks no BGP; routes between hosts are the network's own";

    private static final String LIST = "list";

    private RefusedKinds() {}

    /**
     * Why there is no such kind, as a sentence without its full stop; empty for a kind that nobody knows.
     *
     * @param kind of any version, in any case; may be that of a list
     */
    public static Optional<String> reason(String kind) {
        String word = kind.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(
                switch (word.endsWith(LIST) ? word.substring(0, word.length() - LIST.length()) : word) {
                    case "bgppeer", "bgpconfiguration", "bgpfilter" -> NO_BGP;
                    case "stagednetworkpolicy", "stagedglobalnetworkpolicy", "stagedkubernetesnetworkpolicy" ->
                        "Ringfence stages nothing; a policy that is stored is in force";
                    case "felixconfiguration" ->
                        "Ringfence has no Felix; each service takes its settings when it starts";
                    default -> null;
                });
    }

    /** Behind the message that a kind is not known; empty when there is nothing to add. */
    public static String behind(String kind) {
        return reason(kind).map(reason -> ": " + reason).orElse("");
    }
}
