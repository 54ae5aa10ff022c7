package io.ringfence.model.verdict;

import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.rule.Direction;
import java.util.Locale;

/**
 * What happens to a packet at one endpoint in one direction, and why.
 *
 * @param allowed false: dropped
 */
public record Verdict(boolean allowed, Direction direction, Decision decision) {

    /** What decided. */
    public sealed interface Decision {}

    /** A rule of a policy said allow or deny. {@code rule} counts from 1. */
    public record PolicyRule(String tier, String policy, int rule) implements Decision {
        @Override
        public String toString() {
            return "rule " + rule + " of policy " + policy + " in tier " + tier;
        }
    }

    /** A rule of a profile said allow or deny. {@code rule} counts from 1. */
    public record ProfileRule(String profile, int rule) implements Decision {
        @Override
        public String toString() {
            return "rule " + rule + " of profile " + profile;
        }
    }

    /** The tier governs the endpoint in this direction, and none of its rules decided. */
    public record EndOfTier(String tier) implements Decision {
        @Override
        public String toString() {
            return "end of tier " + tier;
        }
    }

    /** No policy decided and no profile did, or there is none. */
    public record EndOfProfiles() implements Decision {
        @Override
        public String toString() {
            return "no rule of any profile";
        }
    }

    /** The endpoint names a profile that does not exist, and nothing before it decided. */
    public record MissingProfile(String profile) implements Decision {
        @Override
        public String toString() {
            return "profile " + profile + " is missing";
        }
    }

    /** The endpoint does not exist: its interface is closed. */
    public record MissingEndpoint(ResourceKey endpoint) implements Decision {
        @Override
        public String toString() {
            return "endpoint " + endpoint + " is missing";
        }
    }

    /** For people: {@code ingress denied: end of tier default}. */
    @Override
    public String toString() {
        return direction.name().toLowerCase(Locale.ROOT) + (allowed ? " allowed: " : " denied: ") + decision;
    }
}
