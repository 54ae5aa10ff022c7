package io.ringfence.model.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.rule.Action;
import org.junit.jupiter.api.Test;

class TransactionJsonTest {
    private static final Resource TIER = new Tier("t", 1.0, Action.DENY);

    @Test
    void operationsKeepTheirOrderAndNameTheRevisionTheyExpect() {
        String tier = new String(ResourceJson.encode(TIER), UTF_8);
        byte[] body = new TransactionJson()
                .create(TIER)
                .replace(TIER, new Revision(3))
                .replace(TIER, null)
                .apply(TIER)
                .delete(TIER.key(), new Revision(0))
                .delete(TIER.key(), null)
                .encode();
        assertThat(new String(body, UTF_8))
                .isEqualTo("{\"operations\":[{\"op\":\"create\",\"resource\":" + tier
                        + "},{\"op\":\"replace\",\"resource\":" + tier + ",\"expectedRevision\":3}"
                        + ",{\"op\":\"replace\",\"resource\":" + tier + "},{\"op\":\"apply\",\"resource\":" + tier
                        + "},{\"op\":\"delete\",\"key\":\"tier/t\",\"expectedRevision\":0}"
                        + ",{\"op\":\"delete\",\"key\":\"tier/t\"}]}");
    }
}
