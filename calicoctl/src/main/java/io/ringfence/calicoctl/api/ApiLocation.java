package io.ringfence.calicoctl.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Finds out where the gateway is. The first that says so counts: the flag, a config file that was named, {@code RINGFENCE_API}, the
 * default config file, {@link ApiAddress#DEFAULT}.
 */
public final class ApiLocation {
    /** Read when it exists. It may hold settings of other tools as well; only {@code spec.api} is looked at. */
    public static final Path DEFAULT_FILE = Path.of("/etc/calico/calicoctl.cfg");

    private static final String VARIABLE = "RINGFENCE_API";
    private static final int MAX_FILE_BYTES = 64 * 1024;

    private ApiLocation() {}

    /**
     * Throws {@link GatewayException} when what counts cannot be read or is no address.
     *
     * @param flag of {@code --api}
     * @param config of {@code --config}
     */
    public static ApiAddress find(@Nullable String flag, @Nullable Path config, Map<String, String> environment) {
        if (flag != null) {
            return address(flag, "--api");
        }
        if (config != null) {
            String api = fromFile(config);
            if (api == null) {
                throw unreadable(config, "it has no spec.api");
            }
            return address(api, config.toString());
        }
        String variable = environment.get(VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return address(variable, VARIABLE);
        }
        String api = Files.exists(DEFAULT_FILE) ? fromFile(DEFAULT_FILE) : null;
        return api == null ? address(ApiAddress.DEFAULT, "the default") : address(api, DEFAULT_FILE.toString());
    }

    private static ApiAddress address(String text, String source) {
        return ApiAddress.parse(text)
                .orElseThrow(() -> new GatewayException("Invalid API address '" + text + "' from " + source
                        + ": it must look like http://HOST:PORT or https://HOST:PORT."));
    }

    private static @Nullable String fromFile(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw unreadable(file, "it is larger than " + MAX_FILE_BYTES + " bytes");
            }
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            return tree instanceof Map<?, ?> document
                            && document.get("spec") instanceof Map<?, ?> spec
                            && spec.get("api") instanceof String api
                    ? api
                    : null;
        } catch (java.nio.file.NoSuchFileException e) {
            throw unreadable(file, "open " + file + ": no such file or directory");
        } catch (IOException | YAMLException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        }
    }

    private static GatewayException unreadable(Path file, String reason) {
        return new GatewayException(
                "Error reading config file: " + (reason.startsWith("open") ? "" : file + ": ") + reason);
    }
}
