package io.ringfence.calicoctl.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiLocationTest {
    @TempDir
    Path folder;

    private Path config(String text) throws IOException {
        return Files.writeString(folder.resolve("calicoctl.cfg"), text);
    }

    @Test
    void theFlagCountsBeforeTheFileAndTheFileBeforeTheVariable() throws IOException {
        Path file = config("apiVersion: v1\nkind: calicoApiConfig\nspec:\n  api: http://file:1\n");
        Map<String, String> environment = Map.of("RINGFENCE_API", "http://variable:2");
        assertThat(ApiLocation.find("http://flag:3", file, environment)).hasToString("http://flag:3");
        assertThat(ApiLocation.find(null, file, environment)).hasToString("http://file:1");
        assertThat(ApiLocation.find(null, null, environment)).hasToString("http://variable:2");
    }

    @Test
    void aNamedFileMustBeThereAndNameTheApi() throws IOException {
        Path missing = folder.resolve("none");
        assertThatThrownBy(() -> ApiLocation.find(null, missing, Map.of()))
                .hasMessage("Error reading config file: open " + missing + ": no such file or directory");
        Path silent = config("spec:\n  etcdEndpoints: http://etcd:2379\n");
        assertThatThrownBy(() -> ApiLocation.find(null, silent, Map.of()))
                .hasMessage("Error reading config file: " + silent + ": it has no spec.api");
        Path broken = config("spec: [");
        assertThatThrownBy(() -> ApiLocation.find(null, broken, Map.of()))
                .hasMessageStartingWith("Error reading config file: " + broken);
    }

    @Test
    void anAddressIsHttpWithAHost() {
        assertThat(ApiAddress.parse("gateway:8080").map(ApiAddress::toString)).contains("http://gateway:8080");
        assertThat(ApiAddress.parse("https://g/base/").map(ApiAddress::toString))
                .contains("https://g/base");
        assertThat(ApiAddress.parse("http://[::1]:80").map(ApiAddress::toString))
                .contains("http://[::1]:80");
        for (String text :
                new String[] {"", "ftp://g", "http://", "http://g:99999", "http://u@g", "http://g?x=1", "a b"}) {
            assertThat(ApiAddress.parse(text)).as(text).isEmpty();
        }
        assertThatThrownBy(() -> ApiLocation.find("ftp://x", null, Map.of()))
                .hasMessage(
                        "Invalid API address 'ftp://x' from --api: it must look like http://HOST:PORT or https://HOST:PORT.");
    }
}
