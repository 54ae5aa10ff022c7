package io.ringfence.store.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Revision;
import io.ringfence.model.text.ResourceJson;
import io.ringfence.store.decide.Operation;
import io.ringfence.store.request.RequestReader.Body;
import io.ringfence.testkit.Given;
import io.ringfence.testkit.Laws;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestReaderTest {
    private static final String POLICY = new String(
            ResourceJson.encode(Given.policy("db").selects("role == 'db'").build()), StandardCharsets.UTF_8);

    private static Body read(String body) {
        return RequestReader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyOperationIsUnderstood() {
        Body body = read("""
                {"operations":[
                  {"op":"create","key":"policy/db","resource":%s},
                  {"op":"apply","key":"policy/db","resource":%s,"expectedRevision":0},
                  {"op":"replace","key":"policy/db","resource":%s,"expectedRevision":12},
                  {"op":"delete","key":"hostEndpoint/h/eth0"}]}""".formatted(POLICY, POLICY, POLICY));

        assertThat(body).isInstanceOf(Body.Understood.class);
        List<Operation> operations = ((Body.Understood) body).operations();
        assertThat(operations.get(0)).isInstanceOf(Operation.Create.class);
        assertThat(operations.get(1).expected()).isEqualTo(Revision.NONE);
        assertThat(operations.get(2)).isInstanceOf(Operation.Replace.class);
        assertThat(operations.get(2).expected()).isEqualTo(new Revision(12));
        assertThat(operations.get(3).key()).hasToString("hostEndpoint/h/eth0");
    }

    @Test
    void aDryRunIsOneOnlyIfItSaysSo() {
        String operations = "\"operations\":[{\"op\":\"delete\",\"key\":\"policy/x\"}]";
        assertThat(read("{" + operations + ",\"dryRun\":true}"))
                .isInstanceOfSatisfying(
                        Body.Understood.class, body -> assertThat(body.dryRun()).isTrue());
        assertThat(read("{" + operations + ",\"dryRun\":false}"))
                .isInstanceOfSatisfying(
                        Body.Understood.class, body -> assertThat(body.dryRun()).isFalse());
        assertThat(read("{" + operations + "}"))
                .isInstanceOfSatisfying(
                        Body.Understood.class, body -> assertThat(body.dryRun()).isFalse());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | body must be a JSON object",
                "{ | not JSON",
                "[] | body must be a JSON object",
                "{} | operations must be a list",
                "{\"operations\":[]} | operations must be a list",
                "{\"operations\":[1]} | an operation must be an object",
                "{\"operations\":[{\"op\":\"delete\",\"key\":\"policy/x\"}],\"more\":1} | unknown field: more",
                "{\"operations\":[{\"op\":\"delete\",\"key\":\"policy/x\"}]} {} | not JSON",
                "{\"operations\":[],\"operations\":[]} | not JSON",
                "{\"operations\":[{\"op\":\"delete\",\"key\":\"policy/x\"}],\"dryRun\":\"true\"} | dryRun must be",
                "{\"operations\":[{\"op\":\"delete\",\"key\":\"policy/x\"}],\"dryRun\":null} | dryRun must be",
                "{\"operations\":[{\"op\":\"destroy\",\"key\":\"policy/x\"}]} | op must be",
                "{\"operations\":[{\"op\":\"delete\",\"key\":\"policy\"}]} | not a resource key",
                "{\"operations\":[{\"op\":\"delete\",\"key\":7}]} | not a resource key",
                "{\"operations\":[{\"op\":\"delete\",\"key\":\"policy/x\",\"expectedRevision\":-1}]} | whole number",
                "{\"operations\":[{\"op\":\"delete\",\"key\":\"policy/x\",\"expectedRevision\":1.5}]} | whole number",
                "{\"operations\":[{\"op\":\"delete\",\"key\":\"policy/x\",\"expectedRevision\":null}]} | whole number",
                "{\"operations\":[{\"op\":\"delete\",\"key\":\"policy/x\",\"resource\":{}}]} | a deletion has no resource",
                "{\"operations\":[{\"op\":\"apply\",\"key\":\"policy/x\"}]} | resource is missing",
                "{\"operations\":[{\"op\":\"apply\",\"key\":\"policy/x\",\"extra\":1}]} | unknown field: extra"
            })
    void whatIsNotOfTheFormIsMalformed(String body, String message) {
        assertThat(read(body))
                .isInstanceOfSatisfying(
                        Body.Malformed.class,
                        malformed -> assertThat(malformed.problems().getFirst().message())
                                .contains(message));
    }

    @Test
    void deepNestingIsMalformed() {
        String deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);

        assertThat(read("{\"operations\":[{\"op\":\"apply\",\"key\":\"policy/x\",\"resource\":" + deep + "}]}"))
                .isInstanceOf(Body.Malformed.class);
    }

    @Test
    void anInvalidResourceIsToldWithOperationAndField() {
        Body body = read("""
                {"operations":[
                  {"op":"delete","key":"policy/x"},
                  {"op":"apply","key":"policy/db","resource":
                    {"apiVersion":"v1","kind":"policy","metadata":{"name":"db"},"spec":{"selector":"role =="}}}]}""");

        assertThat(body).isInstanceOfSatisfying(Body.Invalid.class, invalid -> {
            RequestProblem problem = invalid.problems().getFirst();
            assertThat(problem.operation()).isEqualTo(1);
            assertThat(problem.key()).isEqualTo("policy/db");
            assertThat(problem.field()).contains("selector");
        });
    }

    @Test
    void theKeyMustBeTheResourcesAndTheResourceOneDocument() {
        assertThat(read("{\"operations\":[{\"op\":\"apply\",\"key\":\"policy/other\",\"resource\":" + POLICY + "}]}"))
                .isInstanceOf(Body.Invalid.class);
        assertThat(read("{\"operations\":[{\"op\":\"apply\",\"key\":\"policy/db\",\"resource\":[" + POLICY + "]}]}"))
                .isInstanceOf(Body.Invalid.class);
    }

    @Test
    void damagedBodiesNeverDoMoreThanBeRefusedOrUnderstood() {
        byte[] whole = ("{\"operations\":[{\"op\":\"create\",\"key\":\"policy/db\",\"resource\":" + POLICY + "}]}")
                .getBytes(StandardCharsets.UTF_8);
        Laws.forAll(500, random -> {
            byte[] damaged = whole.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(RequestReader.read(damaged)).isNotNull();
        });
    }
}
