package io.ringfence.calicoctl.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PlainSwitchesTest {
    /** With guards, which make a switch go on from the label after. */
    static final class Guarded implements Function<@Nullable Object, String> {
        @Override
        public String apply(@Nullable Object value) {
            return switch (value) {
                case null -> "null";
                case Integer number when number > 0 -> "positive";
                case Integer number -> "integer " + number;
                case Number number -> "number " + number;
                case String text when text.isEmpty() -> "empty";
                case CharSequence text -> "text " + text;
                case List<?> list when !list.isEmpty() -> "list with " + new Inner().apply(list.getFirst());
                case Object other -> "other";
            };
        }
    }

    /** Two of them in one class, in an interface's method. */
    interface Twice {
        default String both(Object value) {
            String first = switch (value) {
                case String text -> "text";
                default -> "none";
            };
            return first
                    + switch (value) {
                        case Integer number -> "integer";
                        case String text -> "text";
                        default -> "none";
                    };
        }
    }

    static final class Inner implements Twice, Function<Object, String> {
        @Override
        public String apply(Object value) {
            return both(value);
        }
    }

    enum Color {
        RED,
        GREEN
    }

    /** With a label that is no type. */
    static final class Constants implements Function<Object, String> {
        @Override
        public String apply(Object value) {
            return switch (value) {
                case Color.RED -> "red";
                case Color color -> "other color";
                default -> "none";
            };
        }
    }

    @Test
    void choosesAsTheJvmWouldChoose() throws IOException, ReflectiveOperationException {
        Function<@Nullable Object, String> plain = instance(Guarded.class);
        List<@Nullable Object> values =
                new ArrayList<>(List.of(1, -1, 1L, "text", "", List.of(), List.of(1), 2.5, 'c'));
        values.add(null);
        for (Object value : values) {
            assertThat(plain.apply(value)).as(String.valueOf(value)).isEqualTo(new Guarded().apply(value));
        }
    }

    @Test
    void leavesNoneBehind() throws IOException {
        for (Class<?> type : List.of(Guarded.class, Twice.class)) {
            ClassModel model = model(type);
            assertThat(PlainSwitches.isIn(model)).as(type.getName()).isTrue();
            byte[] plain = PlainSwitches.in(model, ClassFile.of());
            assertThat(ClassFile.of().verify(plain)).isEmpty();
            assertThat(PlainSwitches.isIn(ClassFile.of().parse(plain)))
                    .as(type.getName())
                    .isFalse();
        }
    }

    @Test
    void leavesASwitchWithConstantsToTheJvm() throws IOException {
        assertThat(PlainSwitches.isIn(model(Constants.class))).isFalse();
        assertThat(new Constants().apply(Color.GREEN)).isEqualTo("other color");
    }

    /** An object of the changed class, which is a hidden one beside the original. */
    @SuppressWarnings("unchecked")
    private static Function<@Nullable Object, String> instance(Class<? extends Function<?, String>> type)
            throws IOException, ReflectiveOperationException {
        byte[] plain = PlainSwitches.in(model(type), ClassFile.of());
        return (Function<@Nullable Object, String>) MethodHandles.lookup()
                .defineHiddenClass(plain, true)
                .lookupClass()
                .getDeclaredConstructor()
                .newInstance();
    }

    private static ClassModel model(Class<?> type) throws IOException {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
            return ClassFile.of().parse(in.readAllBytes());
        }
    }
}
