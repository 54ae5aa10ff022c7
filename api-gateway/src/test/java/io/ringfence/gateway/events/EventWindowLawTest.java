package io.ringfence.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Revision;
import io.ringfence.testkit.Laws;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventWindowLawTest {

    private record Event(long revision, String text) {}

    /** A window against a list that forgets nothing. */
    @Test
    void whoeverMayContinueGetsEveryLaterEventAndTheOthersAreToldThatTheyCannot() {
        Laws.forAll(500, random -> {
            int capacity = 1 + random.nextInt(20);
            long maxCharacters = 1L + random.nextInt(200);
            EventWindow window = new EventWindow(capacity, maxCharacters);
            long revision = random.nextInt(5);
            window.beginAfter(new Revision(revision));
            long start = revision;
            List<Event> all = new ArrayList<>();
            int count = random.nextInt(60);
            for (int i = 0; i < count; i++) {
                revision += all.isEmpty() || random.nextBoolean() ? 1L + random.nextInt(3) : 0;
                String text = i + "x".repeat(random.nextInt(30));
                all.add(new Event(revision, text));
                window.add(new Revision(revision), text);
            }
            for (long after = 0; after <= revision + 1; after++) {
                OptionalLong position = window.positionAfter(new Revision(after));
                assertThat(position.isPresent())
                        .as("may continue after %s", after)
                        .isEqualTo(after >= window.floor().value());
                if (position.isPresent()) {
                    List<String> expected = new ArrayList<>();
                    for (Event event : all) {
                        if (event.revision() > after) {
                            expected.add(event.text());
                        }
                    }
                    List<String> actual = new ArrayList<>();
                    for (long at = position.getAsLong(); at < window.end(); at++) {
                        assertThat(window.isGone(at)).isFalse();
                        actual.add(window.at(at).text());
                    }
                    assertThat(actual).isEqualTo(expected);
                }
            }
            long held = all.stream()
                    .filter(event -> event.revision() > window.floor().value())
                    .count();
            assertThat(held).isLessThanOrEqualTo(capacity);
            assertThat(window.floor().value()).isGreaterThanOrEqualTo(start);
        });
    }
}
