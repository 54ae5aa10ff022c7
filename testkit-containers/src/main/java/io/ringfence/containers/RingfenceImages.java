package io.ringfence.containers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import org.testcontainers.utility.DockerImageName;

/** The names of the images. */
public final class RingfenceImages {
    private static final String VERSION = version();

    private RingfenceImages() {}

    /** {@code ringfence/SERVICE:VERSION}, with the version of this jar. */
    public static DockerImageName of(String service) {
        return DockerImageName.parse("ringfence/" + service + ":" + VERSION);
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream file = Objects.requireNonNull(
                RingfenceImages.class.getResourceAsStream("version.properties"), "version.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
