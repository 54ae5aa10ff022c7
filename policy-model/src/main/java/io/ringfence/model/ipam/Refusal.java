package io.ringfence.model.ipam;

import io.ringfence.model.net.Cidr;

/** Why there is no address. */
public sealed interface Refusal {
    /** For people, in Calico's words where it has any. */
    String text();

    /** No pool of the family, or none with a free address. */
    record Exhausted() implements Refusal {
        @Override
        public String text() {
            return "There are no available IP addresses in the configured Calico IP pools";
        }
    }

    record PoolIsGone(Cidr pool) implements Refusal {
        @Override
        public String text() {
            return "The network references a Calico pool which has been deleted. Please re-instate the Calico pool before using the"
                    + " network.";
        }
    }

    record PoolIsDisabled(Cidr pool) implements Refusal {
        @Override
        public String text() {
            return "The network references a Calico pool which has been disabled. Please enable the Calico pool before using the"
                    + " network.";
        }
    }

    record InUse(Cidr address) implements Refusal {
        @Override
        public String text() {
            return "The address " + address.address() + " is already in use";
        }
    }

    record NotInAPool(Cidr address) implements Refusal {
        @Override
        public String text() {
            return "The address " + address.address() + " is not in one of the configured Calico IP pools";
        }
    }
}
