package io.ringfence.calicoctl.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiLocationTest {
    @TempDir
    Path folder;

    private Path config(String text) throws IOException {
        return Files.writeString(folder.resolve("calicoctl.cfg"), text);
    }

    private static Access find(@Nullable String api, @Nullable Path config, Map<String, String> environment) {
        return ApiLocation.find(new AccessChoice(api, null, config, null), environment);
    }

    @Test
    void theFlagCountsBeforeTheFileAndTheFileBeforeTheVariable() throws IOException {
        Path file = config("apiVersion: v1\nkind: calicoApiConfig\nspec:\n  api: http://file:1\n");
        Map<String, String> environment = Map.of("RINGFENCE_API", "http://variable:2");
        assertThat(find("http://flag:3", file, environment)).hasToString("http://flag:3");
        assertThat(find(null, file, environment)).hasToString("http://file:1");
        assertThat(find(null, null, environment)).hasToString("http://variable:2");
    }

    @Test
    void aNamedFileMustBeThereAndNameTheApi() throws IOException {
        Path missing = folder.resolve("none");
        assertThatThrownBy(() -> find(null, missing, Map.of()))
                .hasMessage("Error reading config file: open " + missing + ": no such file or directory");
        Path silent = config("spec:\n  etcdEndpoints: http://etcd:2379\n");
        assertThatThrownBy(() -> find(null, silent, Map.of()))
                .hasMessage("Error reading config file: " + silent + ": it has no spec.api");
        Path broken = config("spec:\n  api: [");
        assertThatThrownBy(() -> find(null, broken, Map.of()))
                .hasMessage("Error reading config file: " + broken
                        + ": line 2: while parsing a flow node: expected the node content, but found '<stream end>'");
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
        assertThatThrownBy(() -> find("ftp://x", null, Map.of()))
                .hasMessage(
                        "Invalid API address 'ftp://x' from --api: it must look like http://HOST:PORT or https://HOST:PORT.");
    }

    private Map<String, String> contexts(String text) throws IOException {
        return Map.of(
                "RINGFENCE_CONTEXTS",
                Files.writeString(folder.resolve("contexts.yaml"), text).toString());
    }

    private Path token(String text) throws IOException {
        return Files.writeString(folder.resolve("token-" + text.hashCode()), text);
    }

    private static AccessChoice context(String name) {
        return new AccessChoice(null, name, null, null);
    }

    @Test
    void theCurrentContextCountsWhenNothingElseIsSaid() throws IOException {
        Map<String, String> contexts = new HashMap<>(
                contexts("current: lab\ncontexts:\n  lab: {api: 'http://lab:1'}\n  prod: {api: 'http://prod:2'}\n"));
        assertThat(ApiLocation.find(AccessChoice.NOTHING, contexts)).hasToString("http://lab:1");
        assertThat(ApiLocation.find(context("prod"), contexts)).hasToString("http://prod:2");
        contexts.put("RINGFENCE_API", "http://variable:3");
        assertThat(ApiLocation.find(AccessChoice.NOTHING, contexts)).hasToString("http://variable:3");
        assertThat(ApiLocation.find(context("prod"), contexts)).hasToString("http://prod:2");
        assertThatThrownBy(() -> ApiLocation.find(context("pord"), contexts))
                .hasMessage("No such context: pord. 'calicoctl context list' shows all.");
    }

    @Test
    void aTokenGoesOnlyWhereItBelongs() throws IOException {
        Map<String, String> contexts =
                new HashMap<>(contexts("current: prod\ncontexts:\n  prod: {api: 'http://prod:2', tokenFile: "
                        + token("of-prod\n") + "}\n  lab: {api: 'http://lab:1'}\n"));
        assertThat(ApiLocation.find(AccessChoice.NOTHING, contexts).token()).isEqualTo("of-prod");
        assertThat(ApiLocation.find(context("lab"), contexts).token()).isNull();
        assertThat(find("http://flag:3", null, contexts).token()).isNull();
        contexts.put("RINGFENCE_TOKEN", "of-variable");
        assertThat(ApiLocation.find(AccessChoice.NOTHING, contexts).token()).isEqualTo("of-prod");
        assertThat(find("http://flag:3", null, contexts).token()).isEqualTo("of-variable");
        contexts.put("RINGFENCE_TOKEN_FILE", token("of-file").toString());
        assertThat(find("http://flag:3", null, contexts).token()).isEqualTo("of-file");
        AccessChoice flag = new AccessChoice(null, "prod", null, token("of-flag"));
        assertThat(ApiLocation.find(flag, contexts).token()).isEqualTo("of-flag");
        Path config = config("spec:\n  api: http://file:1\n  tokenFile: " + token("of-config") + "\n");
        assertThat(find(null, config, contexts).token()).isEqualTo("of-config");
    }

    @Test
    void noMessageShowsAToken() throws IOException {
        String secret = "se cret\u00e9";
        for (Map<String, String> environment : List.of(
                Map.of("RINGFENCE_TOKEN", secret),
                Map.of("RINGFENCE_TOKEN_FILE", token(secret).toString()))) {
            assertThatThrownBy(() -> ApiLocation.find(AccessChoice.NOTHING, environment))
                    .hasMessageStartingWith("Error reading token: ")
                    .hasMessageEndingWith(" holds no token: one word of visible ASCII characters")
                    .hasMessageNotContaining("cret\u00e9");
        }
        Path missing = folder.resolve("none");
        assertThatThrownBy(() -> ApiLocation.find(new AccessChoice(null, null, null, missing), Map.of()))
                .hasMessage("Error reading token: open " + missing + ": no such file or directory");
        assertThat(ApiLocation.find(
                        AccessChoice.NOTHING, Map.of("RINGFENCE_API", "http://a:1", "RINGFENCE_TOKEN", "secret")))
                .hasToString("http://a:1 with a token");
    }

    @Test
    void aContextsFileMustBeWhole() throws IOException {
        for (String text : List.of(
                "[",
                "- a",
                "colour: red",
                "current: x",
                "contexts: {a: {api: 1}}",
                "contexts: {a: {}}",
                "contexts: {a: {api: x, b: c}}")) {
            Map<String, String> environment = contexts(text);
            assertThatThrownBy(() -> ApiLocation.find(AccessChoice.NOTHING, environment))
                    .as(text)
                    .isInstanceOf(GatewayException.class)
                    .hasMessageStartingWith("Error reading contexts: " + environment.get("RINGFENCE_CONTEXTS") + ": ")
                    .hasMessageNotContaining("\n");
        }
    }
}
