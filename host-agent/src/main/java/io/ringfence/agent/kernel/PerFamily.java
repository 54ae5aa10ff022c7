package io.ringfence.agent.kernel;

import io.ringfence.model.net.IpVersion;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** One of a thing for each IP family. */
public record PerFamily<T>(T v4, T v6) {

    public static <T> PerFamily<T> of(Function<IpVersion, T> make) {
        return new PerFamily<>(make.apply(IpVersion.V4), make.apply(IpVersion.V6));
    }

    public T get(IpVersion version) {
        return switch (version) {
            case V4 -> v4;
            case V6 -> v6;
        };
    }

    public void forEach(BiConsumer<IpVersion, T> action) {
        action.accept(IpVersion.V4, v4);
        action.accept(IpVersion.V6, v6);
    }
}
