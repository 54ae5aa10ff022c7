package io.ringfence.e2e.docker;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one engine that has all images; it ends with the last of them. */
final class PrivateEngine implements ParameterResolver {
    /** Debian's packages may have to be fetched. */
    private static final Duration IMAGES_LIMIT = Duration.ofMinutes(10);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Engine.class;
    }

    @Override
    public Engine resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(PrivateEngine.class))
                .computeIfAbsent(Engine.class, type -> withImages(), Engine.class);
    }

    private static Engine withImages() {
        Engine engine = Engine.start();
        try {
            Script.run(IMAGES_LIMIT, engine.environment(), List.of("./ringfence", "images"));
            return engine;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }
}
