package io.ringfence.e2e.kubernetes;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Everything that one overlay makes, in Kubernetes' own types. */
record Manifests(List<HasMetadata> all) {
    /** What may stand in an overlay. Anything else is refused: nothing here would look at it. */
    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.ofEntries(
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("apps/v1/DaemonSet", DaemonSet.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class));

    /** The types keep fields they do not know in a map; without that map an unknown field is an error that names its place. */
    private static final class NoOtherFields extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated field) {
            return Boolean.FALSE;
        }
    }

    private static final ObjectMapper STRICT = strict();

    private static ObjectMapper strict() {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .annotationIntrospector(new NoOtherFields())
                .build();
        // A number is not a text, as the API server sees it: the value of a variable has quotes.
        for (CoercionInputShape shape :
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
        return mapper;
    }

    /** What {@code kubectl kustomize} prints for a folder. Throws when it refuses. */
    static String render(Path folder) {
        try {
            Process process = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("kubectl kustomize " + folder + " failed");
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("kubectl is missing: apt-get install kubernetes-client", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Throws {@link IllegalArgumentException} with the place of an unknown field or a value of the wrong type. */
    static Manifests parse(String yaml) {
        List<HasMetadata> all = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml)) {
            Map<String, Object> fields = STRICT.convertValue(document, fieldsOf());
            String type = fields.get("apiVersion") + "/" + fields.get("kind");
            Class<? extends HasMetadata> known = TYPES.get(type);
            if (known == null) {
                throw new IllegalArgumentException("nothing here checks a " + type);
            }
            all.add(STRICT.convertValue(document, known));
        }
        return new Manifests(List.copyOf(all));
    }

    private static JavaType fieldsOf() {
        return STRICT.getTypeFactory().constructMapType(Map.class, String.class, Object.class);
    }

    <T extends HasMetadata> List<T> of(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Throws when there is not exactly one of that name. */
    <T extends HasMetadata> T one(Class<T> type, String name) {
        List<T> found = of(type).stream()
                .filter(each -> each.getMetadata().getName().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(type.getSimpleName() + " " + name + ": there are " + found.size());
        }
        return found.getFirst();
    }

    /** Whatever makes pods. */
    List<Workload> workloads() {
        return Stream.of(
                        of(Deployment.class).stream().map(Workload::of),
                        of(StatefulSet.class).stream().map(Workload::of),
                        of(DaemonSet.class).stream().map(Workload::of))
                .flatMap(each -> each)
                .toList();
    }

    /** Throws when there is none. */
    Workload workload(String name) {
        return workloads().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no workload " + name));
    }
}
