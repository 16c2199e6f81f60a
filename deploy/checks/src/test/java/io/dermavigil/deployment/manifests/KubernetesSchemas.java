package io.dermavigil.deployment.manifests;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The types of Kubernetes itself; the official client checks required and unknown fields as its OpenAPI document has them. */
final class KubernetesSchemas {

    private KubernetesSchemas() {}

    static Map<String, ManifestSchema> byType() {
        return Map.ofEntries(
                Map.entry("v1 ConfigMap", of(V1ConfigMap::validateJsonElement)),
                Map.entry("v1 Namespace", of(V1Namespace::validateJsonElement)),
                Map.entry("v1 Service", of(V1Service::validateJsonElement)),
                Map.entry("v1 ServiceAccount", of(V1ServiceAccount::validateJsonElement)),
                Map.entry("apps/v1 Deployment", of(V1Deployment::validateJsonElement)),
                Map.entry("batch/v1 Job", of(V1Job::validateJsonElement)),
                Map.entry("networking.k8s.io/v1 NetworkPolicy", of(V1NetworkPolicy::validateJsonElement)),
                Map.entry("policy/v1 PodDisruptionBudget", of(V1PodDisruptionBudget::validateJsonElement)),
                Map.entry("rbac.authorization.k8s.io/v1 Role", of(V1Role::validateJsonElement)),
                Map.entry("rbac.authorization.k8s.io/v1 RoleBinding", of(V1RoleBinding::validateJsonElement)));
    }

    /** A template of pods inside another type. */
    static ManifestSchema podTemplate() {
        return of(V1PodTemplateSpec::validateJsonElement);
    }

    private static ManifestSchema of(Check check) {
        return manifest -> {
            try {
                check.accept(JsonParser.parseString(Yaml.json(manifest.tree())));
                return List.of();
            } catch (IllegalArgumentException e) {
                return List.of(e.getMessage());
            }
        };
    }

    @FunctionalInterface
    private interface Check {
        void accept(JsonElement json) throws IOException;
    }
}
