package io.ringfence.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.text.Format;
import io.ringfence.model.text.ReadResult;
import io.ringfence.model.text.ResourceJson;
import io.ringfence.model.text.ResourceReader;
import io.ringfence.model.text.ResourceYaml;
import io.ringfence.model.validate.Validator;
import io.ringfence.testkit.Generate;
import io.ringfence.testkit.GenerateAny;
import io.ringfence.testkit.Laws;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundTripLawTest {
    @Test
    void bytesDecodeToAnEqualResourceAndEncodeToTheSameBytes() {
        Laws.forAll(400, random -> {
            Resource resource = GenerateAny.resource(random);
            byte[] bytes = ResourceJson.encode(resource);

            Resource decoded = ResourceJson.decode(bytes);

            assertThat(decoded).isEqualTo(resource);
            assertThat(new String(ResourceJson.encode(decoded), StandardCharsets.UTF_8))
                    .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        });
    }

    @Test
    void whatIsStoredCanBeAppliedAgainAsJson() {
        Laws.forAll(400, random -> {
            Resource resource = GenerateAny.resource(random);

            assertThat(Validator.validate(resource)).isEmpty();
            assertThat(read(ResourceJson.encode(resource), Format.JSON)).isEqualTo(List.of(resource));
        });
    }

    @Test
    void whatIsPrintedCanBeAppliedAgainAsYaml() {
        Laws.forAll(60, random -> {
            List<Resource> resources =
                    Stream.generate(() -> GenerateAny.resource(random)).limit(5).toList();
            String yaml = ResourceYaml.write(resources);

            for (Format format : List.of(Format.YAML, Format.AUTO)) {
                assertThat(read(yaml.getBytes(StandardCharsets.UTF_8), format))
                        .as(yaml)
                        .isEqualTo(resources);
            }
        });
    }

    /** Each case breaks one byte of a document: it is read or refused, with a reason, but nothing is thrown. */
    @Test
    void noInputMakesTheReaderThrow() {
        Laws.forAll(400, random -> {
            Resource resource = Generate.resource(random);
            byte[] text = random.nextBoolean()
                    ? ResourceJson.encode(resource)
                    : ResourceYaml.write(List.of(resource)).getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(3); i >= 0; i--) {
                text[random.nextInt(text.length)] = (byte) random.nextInt(random.nextInt(4) == 0 ? 256 : 128);
            }
            for (Format format : Format.values()) {
                switch (ResourceReader.read(text, format)) {
                    case ReadResult.Accepted accepted ->
                        assertThat(accepted.resources()).isNotEmpty();
                    case ReadResult.Refused refused ->
                        assertThat(refused.problems())
                                .isNotEmpty()
                                .allMatch(problem -> !problem.message().isBlank());
                }
            }
        });
    }

    private static List<Resource> read(byte[] text, Format format) {
        return switch (ResourceReader.read(text, format)) {
            case ReadResult.Accepted accepted -> accepted.resources();
            case ReadResult.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }
}
