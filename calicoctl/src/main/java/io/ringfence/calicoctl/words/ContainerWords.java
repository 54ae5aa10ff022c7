package io.ringfence.calicoctl.words;

import io.ringfence.calicoctl.endpoint.ProfileChange;
import io.ringfence.calicoctl.words.ContainerRequest.Add;
import io.ringfence.calicoctl.words.ContainerRequest.AddAddress;
import io.ringfence.calicoctl.words.ContainerRequest.ChangeProfiles;
import io.ringfence.calicoctl.words.ContainerRequest.Remove;
import io.ringfence.calicoctl.words.ContainerRequest.RemoveAddress;
import io.ringfence.calicoctl.words.ContainerRequest.ShowEndpoint;
import io.ringfence.model.ipam.Request;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the words after {@code container}. */
public final class ContainerWords {
    private static final String DEFAULT_INTERFACE = "eth1";

    /** What the kernel takes for a name and its tools for a word. */
    private static final Pattern INTERFACE = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,14}");

    private ContainerWords() {}

    /**
     * What became of the words.
     *
     * @param interfaceName of {@code --interface}; null when not given
     */
    public static Parsed<ContainerRequest> parse(List<String> words, @Nullable String interfaceName) {
        try {
            return parse(new WordCursor(words), interfaceName);
        } catch (MisuseException e) {
            return new Parsed.Misused<>();
        }
    }

    private static Parsed<ContainerRequest> parse(WordCursor words, @Nullable String interfaceName)
            throws MisuseException {
        if (words.take("add")) {
            String container = words.value();
            String address = words.value();
            words.end();
            return wanted(address, interfaceName, request -> new Add(container, request, name(interfaceName)));
        }
        boolean remove = words.take("remove");
        String container = words.value();
        if (!remove && words.take("ip")) {
            return ip(container, words, interfaceName);
        }
        if (interfaceName != null) {
            throw new MisuseException();
        }
        if (remove) {
            words.end();
            return new Parsed.Understood<>(new Remove(container));
        }
        if (words.take("endpoint")) {
            if (!words.take("show")) {
                throw new MisuseException();
            }
            words.end();
            return new Parsed.Understood<>(new ShowEndpoint(container));
        }
        if (!words.take("profile")) {
            throw new MisuseException();
        }
        ProfileChange change = ProfileList.change(words).orElseThrow(MisuseException::new);
        List<String> names = ProfileList.names(words);
        List<String> problems = ProfileList.problems(names);
        return problems.isEmpty()
                ? new Parsed.Understood<>(new ChangeProfiles(container, change, names))
                : new Parsed.Invalid<>(problems);
    }

    private static Parsed<ContainerRequest> ip(String container, WordCursor words, @Nullable String interfaceName)
            throws MisuseException {
        boolean add = words.take("add");
        if (!add && !words.take("remove")) {
            throw new MisuseException();
        }
        String address = words.value();
        words.end();
        if (add) {
            return wanted(address, interfaceName, request -> new AddAddress(container, request, name(interfaceName)));
        }
        Optional<Cidr> single = Addresses.parse(address);
        return checked(
                address, interfaceName, single.map(known -> new RemoveAddress(container, known, name(interfaceName))));
    }

    private static Parsed<ContainerRequest> wanted(
            String address, @Nullable String interfaceName, Function<Request, ContainerRequest> request) {
        return checked(address, interfaceName, request(address).map(request));
    }

    private static Parsed<ContainerRequest> checked(
            String address, @Nullable String interfaceName, Optional<? extends ContainerRequest> request) {
        List<String> problems = new ArrayList<>();
        if (request.isEmpty()) {
            problems.add("Invalid IP address specified: " + address);
        }
        if (!INTERFACE.matcher(name(interfaceName)).matches()) {
            problems.add("Invalid interface name specified: " + interfaceName);
        }
        return problems.isEmpty() ? new Parsed.Understood<>(request.orElseThrow()) : new Parsed.Invalid<>(problems);
    }

    /** {@code ipv4} and {@code ipv6} are an address of any pool, a block is one of that pool. */
    private static Optional<Request> request(String text) {
        return switch (text) {
            case "ipv4" -> Optional.of(new Request.FromAnyPool(IpVersion.V4));
            case "ipv6" -> Optional.of(new Request.FromAnyPool(IpVersion.V6));
            default ->
                text.indexOf('/') < 0
                        ? Addresses.parse(text).map(Request.Exactly::new)
                        : Cidr.parse(text).map(Request.FromPool::new);
        };
    }

    private static String name(@Nullable String interfaceName) {
        return interfaceName == null ? DEFAULT_INTERFACE : interfaceName;
    }
}
