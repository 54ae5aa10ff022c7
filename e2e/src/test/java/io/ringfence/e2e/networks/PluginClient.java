package io.ringfence.e2e.networks;

import io.ringfence.e2e.net.Command;
import java.nio.file.Path;

/** Calls a plug-in as an engine does. */
record PluginClient(Path socket) {

    /** The answer's body, a blank, and its status. */
    String call(String path, String body) {
        return Command.run(
                "curl",
                "--silent",
                "--unix-socket",
                socket.toString(),
                "--write-out",
                " %{http_code}",
                "--data-binary",
                body,
                "http://plugin" + path);
    }

    /** What a network driver answers. */
    String network(String call, String body) {
        return call("/NetworkDriver." + call, body);
    }
}
