package io.ringfence.agent.docker;

import io.ringfence.agent.docker.NetworkBook.Entry;
import io.ringfence.agent.docker.engine.EngineNetwork;
import io.ringfence.agent.docker.network.NetworkProfile;
import io.ringfence.agent.docker.network.Refusal;
import io.ringfence.agent.gateway.GatewayClient;
import io.ringfence.agent.gateway.GatewayReply;
import io.ringfence.agent.gateway.GatewayReply.Absent;
import io.ringfence.agent.gateway.GatewayReply.Committed;
import io.ringfence.agent.gateway.GatewayReply.Conflict;
import io.ringfence.agent.gateway.GatewayReply.Done;
import io.ringfence.agent.gateway.GatewayReply.Listing;
import io.ringfence.agent.gateway.GatewayReply.Stored;
import io.ringfence.agent.gateway.GatewayReply.Unknown;
import io.ringfence.agent.gateway.GatewayWrite;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the profiles of networks, and removes those it made when their networks go. Any thread that may block; one at a time for a network,
 * because the engine's event and its first container come at about the same time.
 */
final class NetworkProfiles {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkProfiles.class);

    private final GatewayClient gateway;
    private final NetworkBook book;

    /** By the network's identifier; those of networks that are gone are removed with them. */
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    NetworkProfiles(GatewayClient gateway, NetworkBook book) {
        this.gateway = gateway;
        this.book = book;
    }

    /** Networks for which something is noted. */
    Set<String> noted() {
        return book.entries().keySet();
    }

    /** Sees to it that the network has a profile; one that exists is kept as it is. Throws {@link Refusal} with the reason when it cannot. */
    void ensure(EngineNetwork network) {
        ReentrantLock lock = locks.computeIfAbsent(network.id(), _ -> new ReentrantLock());
        lock.lock();
        try {
            Profile wanted = NetworkProfile.of(network.name(), network.labels());
            switch (gateway.get(wanted.key()).await()) {
                case Done<Stored>(Stored stored) -> keep(network, wanted, stored);
                case Absent<Stored> _ -> make(network, wanted);
                case GatewayReply<Stored> reply ->
                    throw failure("profile " + network.name() + " cannot be read", reply);
            }
        } catch (IOException e) {
            throw new Refusal("profile " + network.name() + " cannot be noted: " + e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    /** It exists. If it was noted as being made and is as it would have been made, then this host made it. */
    private void keep(EngineNetwork network, Profile wanted, Stored stored) throws IOException {
        if (book.entry(network.id()).filter(entry -> !entry.isCertain()).isEmpty()) {
            return;
        }
        if (stored.resource().equals(wanted)) {
            book.note(network.id(), new Entry(network.name(), stored.revision()));
        } else {
            book.forget(network.id());
        }
    }

    private void make(EngineNetwork network, Profile wanted) throws IOException {
        book.note(network.id(), new Entry(network.name(), Revision.NONE));
        switch (gateway.write(new GatewayWrite.Create(wanted)).await()) {
            case Done<Committed>(Committed committed) -> {
                LOG.info("made profile {} for network {}", network.name(), network.id());
                book.note(network.id(), new Entry(network.name(), committed.revision()));
            }
            // Somebody was quicker.
            case Conflict<Committed> _ -> book.forget(network.id());
            case Unknown<Committed> unknown -> {
                if (!(gateway.get(wanted.key()).await() instanceof Done<Stored>(Stored stored))) {
                    throw failure("profile " + network.name() + " cannot be made", unknown);
                }
                keep(network, wanted, stored);
            }
            case GatewayReply<Committed> reply -> throw failure("profile " + network.name() + " cannot be made", reply);
        }
    }

    /**
     * Removes the network's profile if this host made it, nobody has changed it and nothing uses it. Throws {@link Refusal} if it cannot
     * tell; then the note stays.
     */
    void remove(String networkId) {
        ReentrantLock lock = locks.computeIfAbsent(networkId, _ -> new ReentrantLock());
        lock.lock();
        try {
            Entry entry = book.entry(networkId).orElse(null);
            if (entry != null) {
                if (entry.isCertain() && !isUsed(entry.name())) {
                    removeUnchanged(networkId, entry);
                }
                book.forget(networkId);
            }
            locks.remove(networkId);
        } catch (IOException e) {
            throw new Refusal("the removal of profile of network " + networkId + " cannot be noted: " + e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private void removeUnchanged(String networkId, Entry entry) {
        ResourceKey key = ResourceKey.of(Kind.PROFILE, entry.name());
        switch (gateway.write(new GatewayWrite.Delete(key, entry.made())).await()) {
            case Done<Committed> _ -> LOG.info("removed profile {} of network {}", entry.name(), networkId);
            // Gone already, or changed by somebody whose it is now.
            case Absent<Committed> _, Conflict<Committed> _ -> LOG.info("kept profile {}", entry.name());
            case GatewayReply<Committed> reply ->
                throw failure("profile " + entry.name() + " cannot be removed", reply);
        }
    }

    private boolean isUsed(String profile) {
        for (Kind kind : Set.of(Kind.WORKLOAD_ENDPOINT, Kind.HOST_ENDPOINT)) {
            GatewayReply<Listing> reply = gateway.list(kind, Map.of()).await();
            if (!(reply instanceof Done<Listing>(Listing listing))) {
                throw failure("who uses profile " + profile + " cannot be read", reply);
            }
            if (listing.items().stream().anyMatch(item -> Profile.isNamed(profile, item.resource()))) {
                return true;
            }
        }
        return false;
    }

    private static Refusal failure(String what, GatewayReply<?> reply) {
        return new Refusal(what + ": " + reply.reason());
    }
}
