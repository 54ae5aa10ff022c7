package io.ringfence.agent.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.text.ResourceJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GatewayMessagesTest {
    private static final Profile WEB = new Profile("WEB", List.of(), Map.of(), List.of(), List.of());

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void aTransactionSpellsEachOperation() {
        assertThat(new String(
                        GatewayMessages.transaction(List.of(
                                new GatewayWrite.Create(WEB),
                                new GatewayWrite.Apply(WEB),
                                new GatewayWrite.Replace(WEB, new Revision(7)),
                                new GatewayWrite.Delete(WEB.key(), null))),
                        UTF_8))
                .isEqualTo("{\"operations\":[{\"op\":\"create\",\"resource\":R},{\"op\":\"apply\",\"resource\":R},"
                        .concat("{\"op\":\"replace\",\"resource\":R,\"expectedRevision\":7},")
                        .concat("{\"op\":\"delete\",\"key\":\"profile/WEB\"}]}")
                        .replace("\"resource\":R", "\"resource\":" + new String(ResourceJson.encode(WEB), UTF_8)));
    }

    @Test
    void theEntityTagIsTheRevision() {
        byte[] body = bytes("{\"apiVersion\":\"v1\",\"kind\":\"profile\",\"metadata\":{\"name\":\"WEB\"}}");
        assertThat(GatewayMessages.stored("\"12\"", body)).isEqualTo(new GatewayReply.Stored(new Revision(12), WEB));
        assertThatIllegalArgumentException().isThrownBy(() -> GatewayMessages.stored(null, body));
        assertThatIllegalArgumentException().isThrownBy(() -> GatewayMessages.stored("\"12\"", bytes("[]")));
    }

    @Test
    void aListHasTheRevisionOfEachItem() {
        byte[] body = bytes(
                "{\"revision\":9,\"items\":[{\"revision\":3,\"resource\":{\"apiVersion\":\"v1\",\"kind\":\"profile\",\"metadata\":{\"name\":\"WEB\"}}}]}");
        assertThat(GatewayMessages.listing(body))
                .isEqualTo(new GatewayReply.Listing(
                        new Revision(9), List.of(new GatewayReply.Stored(new Revision(3), WEB))));
        assertThatIllegalArgumentException().isThrownBy(() -> GatewayMessages.listing(bytes("{}")));
    }

    @Test
    void aCommitSaysWhetherAnythingChanged() {
        assertThat(GatewayMessages.committed(bytes("{\"revision\":9,\"results\":[{\"result\":\"unchanged\"}]}")))
                .isEqualTo(new GatewayReply.Committed(new Revision(9), false));
        assertThat(GatewayMessages.committed(
                        bytes("{\"revision\":9,\"results\":[{\"result\":\"unchanged\"},{\"result\":\"deleted\"}]}")))
                .isEqualTo(new GatewayReply.Committed(new Revision(9), true));
    }

    @Test
    void refusalsAreToldApart() {
        byte[] body = bytes("{\"type\":\"urn:ringfence:problem:x\",\"detail\":\"why\"}");
        byte[] unknown = bytes("{\"type\":\"urn:ringfence:problem:outcome-unknown\",\"detail\":\"why\"}");
        assertThat(GatewayMessages.problem(404, body, true)).isEqualTo(new GatewayReply.Absent<>("why"));
        assertThat(GatewayMessages.problem(409, body, true)).isEqualTo(new GatewayReply.Conflict<>("why"));
        assertThat(GatewayMessages.problem(412, body, true)).isEqualTo(new GatewayReply.Conflict<>("why"));
        assertThat(GatewayMessages.problem(401, body, true)).isEqualTo(new GatewayReply.Refused<>("why"));
        assertThat(GatewayMessages.problem(422, body, true)).isEqualTo(new GatewayReply.Refused<>("why"));
        assertThat(GatewayMessages.problem(503, body, true)).isEqualTo(new GatewayReply.Unreachable<>("why"));
        assertThat(GatewayMessages.problem(503, unknown, true)).isEqualTo(new GatewayReply.Unknown<>("why"));
        assertThat(GatewayMessages.problem(500, bytes("<html>"), true))
                .isEqualTo(new GatewayReply.Unknown<>("the gateway answered with status 500"));
        assertThat(GatewayMessages.problem(500, bytes("<html>"), false))
                .isEqualTo(new GatewayReply.Unreachable<>("the gateway answered with status 500"));
    }
}
