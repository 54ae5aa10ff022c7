package io.ringfence.compiler.match;

import io.ringfence.model.net.AddressPort;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.PortName;
import io.ringfence.model.resource.EndpointPort;
import io.ringfence.model.resource.ResourceKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Everything that has labels and addresses, each under a small number. The number of what was removed stays its own until the next batch,
 * so that bitmaps of the batch under way mean what they say. Owner: the compiler's thread.
 */
public final class Things {
    private final IdTable<ResourceKey> keys = new IdTable<>();
    private final PostingMap<Cidr> byAddress = new PostingMap<>();

    /** By number; null where none is. */
    private @Nullable Thing[] things = new Thing[16];

    /** Numbers of what was removed since they were last freed. */
    private final List<Integer> gone = new ArrayList<>();

    /** The thing of a number that is in use. */
    public Thing get(int number) {
        Thing thing = find(number);
        if (thing == null) {
            throw new IllegalStateException("no thing " + number);
        }
        return thing;
    }

    /** One more than the largest number ever in use. */
    public int end() {
        return keys.end();
    }

    /** Whether one of these has the address. */
    public boolean hasAddress(RoaringBitmap these, Cidr address) {
        return byAddress.intersects(address, these);
    }

    /** Whether one of these has the address and calls the port so. Cost: the things with the address. */
    public boolean hasPort(RoaringBitmap these, PortName name, AddressPort port) {
        EndpointPort named = new EndpointPort(name, port.protocol(), port.port());
        boolean[] found = new boolean[1];
        byAddress.forEach(port.address(), number -> {
            found[0] |= these.contains(number) && get(number).ports().contains(named);
        });
        return found[0];
    }

    /** Null when no thing has the number; {@link IdTable#ABSENT} is nobody's. */
    public @Nullable Thing find(int number) {
        return number >= 0 && number < things.length ? things[number] : null;
    }

    /** {@link IdTable#ABSENT} for a key that has none. */
    int numberOf(ResourceKey key) {
        return keys.idOf(key);
    }

    /** The number of a key, which from now on has one. */
    int numberFor(ResourceKey key) {
        int number = keys.add(key);
        if (number >= things.length) {
            things = Arrays.copyOf(things, number * 2);
        }
        return number;
    }

    /** Takes the place of what had the number. */
    void put(int number, Thing thing) {
        Thing before = things[number];
        things[number] = thing;
        moveAddresses(number, before == null ? List.of() : before.addresses(), thing.addresses());
    }

    /** Ends a thing; its number is not given away before {@link #freeNumbers}. */
    void remove(int number) {
        moveAddresses(number, get(number).addresses(), List.of());
        things[number] = null;
        gone.add(number);
    }

    /** Gives the numbers of what was removed free. */
    void freeNumbers() {
        gone.forEach(keys::remove);
        gone.clear();
    }

    boolean isEmpty() {
        return keys.size() == gone.size() && byAddress.size() == 0;
    }

    private void moveAddresses(int number, List<Cidr> before, List<Cidr> after) {
        if (!before.equals(after)) {
            before.forEach(address -> byAddress.remove(address, number));
            after.forEach(address -> byAddress.add(address, number));
        }
    }
}
