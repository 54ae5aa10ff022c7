package io.ringfence.calicoctl.api;

import io.ringfence.calicoctl.context.Contexts;
import io.ringfence.calicoctl.context.Contexts.Context;
import io.ringfence.calicoctl.context.ContextsFile;
import io.ringfence.calicoctl.file.FileReason;
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
 * Finds out where the gateway is and what opens it. The first that says where counts: {@code --api}, {@code --context}, a config file
 * that was named, {@code RINGFENCE_API}, the current context, the default config file, {@link ApiAddress#DEFAULT}.
 *
 * <p>The token is that of {@code --token-file}; else of the token file that stands beside the address; else of
 * {@code RINGFENCE_TOKEN_FILE} or {@code RINGFENCE_TOKEN}. So the token of one context never goes to the address of another.
 */
public final class ApiLocation {
    /** Read when it exists. It may hold settings of other tools as well; only {@code spec.api} and {@code spec.tokenFile} are looked at. */
    public static final Path DEFAULT_FILE = Path.of("/etc/calico/calicoctl.cfg");

    private static final String VARIABLE = "RINGFENCE_API";
    private static final int MAX_FILE_BYTES = 64 * 1024;

    /** Where something says that the gateway is, and with which token file. */
    private record Place(String api, @Nullable String tokenFile, String source) {}

    private ApiLocation() {}

    /** Throws {@link GatewayException} when what counts cannot be read, is no address or no token. */
    public static Access find(AccessChoice choice, Map<String, String> environment) {
        Place place = place(choice, environment);
        ApiAddress address = ApiAddress.parse(place.api())
                .orElseThrow(() -> new GatewayException("Invalid API address '" + place.api() + "' from "
                        + place.source() + ": it must look like http://HOST:PORT or https://HOST:PORT."));
        Path tokenFile = choice.tokenFile();
        if (tokenFile == null && place.tokenFile() != null) {
            tokenFile = Path.of(place.tokenFile());
        }
        return new Access(address, tokenFile == null ? Tokens.ofEnvironment(environment) : Tokens.ofFile(tokenFile));
    }

    private static Place place(AccessChoice choice, Map<String, String> environment) {
        if (choice.api() != null) {
            return new Place(choice.api(), null, "--api");
        }
        if (choice.context() != null) {
            Context context = contexts(environment).all().get(choice.context());
            if (context == null) {
                throw new GatewayException(
                        "No such context: " + choice.context() + ". 'calicoctl context list' shows all.");
            }
            return place(choice.context(), context);
        }
        if (choice.config() != null) {
            Place place = fromFile(choice.config());
            if (place == null) {
                throw unreadable(choice.config() + ": it has no spec.api");
            }
            return place;
        }
        String variable = environment.get(VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return new Place(variable, null, VARIABLE);
        }
        Contexts contexts = contexts(environment);
        String current = contexts.current();
        Context context = current == null ? null : contexts.all().get(current);
        if (current != null && context != null) {
            return place(current, context);
        }
        Place place = Files.exists(DEFAULT_FILE) ? fromFile(DEFAULT_FILE) : null;
        return place == null ? new Place(ApiAddress.DEFAULT, null, "the default") : place;
    }

    private static Place place(String name, Context context) {
        return new Place(context.api(), context.tokenFile(), "context " + name);
    }

    private static Contexts contexts(Map<String, String> environment) {
        try {
            return ContextsFile.of(environment).read();
        } catch (IOException e) {
            throw new GatewayException("Error reading contexts: " + e.getMessage(), e);
        }
    }

    private static @Nullable Place fromFile(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw unreadable(file + ": it is larger than " + MAX_FILE_BYTES + " bytes");
            }
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            return tree instanceof Map<?, ?> document
                            && document.get("spec") instanceof Map<?, ?> spec
                            && spec.get("api") instanceof String api
                    ? new Place(api, spec.get("tokenFile") instanceof String token ? token : null, file.toString())
                    : null;
        } catch (IOException e) {
            throw unreadable(FileReason.of(file.toString(), e));
        } catch (YAMLException e) {
            throw unreadable(file + ": " + FileReason.of(e));
        }
    }

    private static GatewayException unreadable(String reason) {
        return new GatewayException("Error reading config file: " + reason);
    }
}
