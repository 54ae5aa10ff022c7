package io.ringfence.calicoctl.words;

import io.ringfence.model.net.Cidr;
import java.util.List;
import java.util.Optional;

/** Reads the words after {@code ipam}. */
public final class IpamWords {
    private IpamWords() {}

    /**
     * What became of the words.
     *
     * @param ip of {@code --ip}
     */
    public static Parsed<IpamRequest> parse(List<String> words, String ip) {
        boolean release = words.equals(List.of("release"));
        if (!release && !words.equals(List.of("show"))) {
            return new Parsed.Misused<>();
        }
        Optional<Cidr> address = Addresses.parse(ip);
        return address.isEmpty()
                ? new Parsed.Invalid<>(List.of("Error executing command: invalid IP address specified: " + ip))
                : new Parsed.Understood<>(
                        release ? new IpamRequest.Release(address.get()) : new IpamRequest.Show(address.get()));
    }
}
