package io.dermavigil.deployment.manifests;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schemas of everything that is deployed, by {@code apiVersion kind}. */
public final class Schemas {

    private final Map<String, ManifestSchema> byType = new HashMap<>();

    private Schemas() {}

    /** Those of Kubernetes, of Strimzi and of the Flink operator. */
    public static Schemas all() throws IOException, InterruptedException {
        Schemas all = new Schemas();
        all.byType.putAll(KubernetesSchemas.byType());
        all.byType.putAll(StrimziSchemas.byType());
        all.byType.putAll(FlinkDeploymentSchema.byType());
        return all;
    }

    /** What is wrong with a manifest; nothing when it follows its schema. */
    public List<String> problems(Manifest manifest) throws IOException {
        ManifestSchema schema = byType.get(manifest.type());
        return schema == null ? List.of("no schema of " + manifest.type()) : schema.problems(manifest);
    }
}
