package io.ringfence.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.gateway.problems.ProblemDetails;
import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.gateway.problems.RefusedException;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.text.Format;
import io.ringfence.model.text.TransactionJson;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodiesTest {
    private static final String TIER = "{'apiVersion':'v1','kind':'tier','metadata':{'name':'t'},'spec':{'order':1}}";

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static ProblemDetails refusal(String body) {
        try {
            Bodies.transaction(bytes(body));
        } catch (RefusedException e) {
            return e.problem();
        }
        throw new AssertionError("accepted: " + body);
    }

    @Test
    void readsExplicitOperations() {
        Transaction transaction = Bodies.transaction(bytes("{'operations':[{'op':'replace','resource':" + TIER
                + ",'expectedRevision':12},{'op':'delete','key':'profile/a%2fb','expectedRevision':0}]}"));
        assertThat(transaction.operations()).hasSize(2);
        assertThat(transaction.operations().getFirst().expected()).isEqualTo(new Revision(12));
        assertThat(transaction.operations().getLast())
                .isEqualTo(new Operation(Verb.DELETE, ResourceKey.of(Kind.PROFILE, "a/b"), null, Revision.NONE));
    }

    @Test
    void readsWhatClientsOfOursWrite() {
        Transaction transaction = Bodies.transaction(bytes("{'operations':[{'op':'apply','resource':" + TIER + "}]}"));
        Resource tier =
                Objects.requireNonNull(transaction.operations().getFirst().resource());
        byte[] body = new TransactionJson()
                .create(tier)
                .replace(tier, new Revision(3))
                .apply(tier)
                .delete(tier.key(), null)
                .encode();
        assertThat(Bodies.transaction(body).operations())
                .containsExactly(
                        new Operation(Verb.CREATE, tier.key(), tier, null),
                        new Operation(Verb.REPLACE, tier.key(), tier, new Revision(3)),
                        new Operation(Verb.APPLY, tier.key(), tier, null),
                        new Operation(Verb.DELETE, tier.key(), null, null));
    }

    @Test
    void whatTheStoreIsSentReadsBackAsTheSameTransaction() {
        Transaction transaction = Bodies.transaction(
                bytes("{'operations':[{'op':'create','resource':" + TIER + "},{'op':'delete','key':'policy/x'}]}"));
        assertThat(Bodies.transaction(transaction.encode())).isEqualTo(transaction);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'operations':[{'op':'upsert','key':'policy/x'}]}                       | operations[0].op
                    {'operations':[{'op':1,'key':'policy/x'}]}                              | operations[0].op
                    {'operations':[{'op':'delete'}]}                                        | operations[0].key
                    {'operations':[{'op':'delete','key':'policies/x'}]}                     | operations[0].key
                    {'operations':[{'op':'delete','key':'policy/'}]}                        | operations[0].key
                    {'operations':[{'op':'delete','key':7}]}                                | operations[0].key
                    {'operations':[{'op':'delete','key':'policy/x','resource':{}}]}         | operations[0].resource
                    {'operations':[{'op':'apply','key':'policy/x'}]}                        | operations[0].resource
                    {'operations':[{'op':'apply','resource':[]}]}                           | operations[0].resource
                    {'operations':[{'op':'delete','key':'policy/x','expectedRevision':-1}]} | operations[0].expectedRevision
                    {'operations':[{'op':'delete','key':'policy/x','expectedRevision':'1'}]}| operations[0].expectedRevision
                    {'operations':[{'op':'delete','key':'policy/x','expectedRevision':1e3}]}| operations[0].expectedRevision
                    {'operations':[{'op':'delete','key':'policy/x','nope':1}]}              | operations[0].nope
                    {'operations':[7]}                                                      | operations[0]
                    {'operations':[]}                                                       | operations
                    {'operations':[{'op':'delete','key':'policy/x'}],'more':1}              | operations
                    """)
    void namesTheFieldOfAnOperationThatIsRefused(String body, String field) {
        ProblemDetails problem = refusal(body);
        assertThat(problem.type()).isEqualTo(ProblemType.INVALID);
        assertThat(problem.items())
                .singleElement()
                .satisfies(item -> assertThat(item.field()).isEqualTo(field));
    }

    @Test
    void keyAndDocumentMustAgreeAndTheRefusalSaysBoth() {
        ProblemDetails problem = refusal("{'operations':[{'op':'apply','key':'tier/other','resource':" + TIER + "}]}");
        assertThat(problem.detail()).contains("Tier(name=other)").contains("Tier(name=t)");
    }

    @Test
    void namesThePlaceInsideAResourceThatIsRefused() {
        ProblemDetails problem = refusal("{'operations':[{'op':'delete','key':'policy/x'},{'op':'apply','resource':"
                + TIER.replace("'order':1", "'oder':1") + "}]}");
        assertThat(problem.items()).isNotEmpty().allSatisfy(item -> {
            assertThat(item.operation()).isEqualTo(1);
            assertThat(item.field()).startsWith("operations[1].resource");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'operations':[}",
                "{'operations':[],'operations':[]}",
                "{} {}",
                "`{'operations':`",
                "{'operations':NaN}",
            })
    void refusesWhatIsNotStrictJson(String body) {
        assertThat(refusal(body).type()).isEqualTo(ProblemType.MALFORMED);
    }

    @Test
    void refusesDeepNestingAndIllFormedUtf8() {
        assertThat(refusal("[".repeat(10_000) + "]".repeat(10_000)).type()).isEqualTo(ProblemType.MALFORMED);
        assertThatThrownBy(() -> Bodies.transaction(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problem().type()).isEqualTo(ProblemType.MALFORMED));
    }

    @Test
    void oneMeansOne() {
        assertThatThrownBy(() -> Bodies.resource(bytes("[" + TIER + "," + TIER + "]"), Format.JSON))
                .hasMessageContaining("2 resources");
    }
}
