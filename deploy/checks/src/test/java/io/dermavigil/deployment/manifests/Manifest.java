package io.dermavigil.deployment.manifests;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One document of YAML that a cluster would get.
 *
 * @param tree its content
 */
public record Manifest(JsonNode tree) {

    /** {@code apiVersion} and {@code kind}, such as {@code apps/v1 Deployment}. */
    public String type() {
        return tree.path("apiVersion").asText() + " " + kind();
    }

    /** Such as {@code Deployment}. */
    public String kind() {
        return tree.path("kind").asText();
    }

    /** Its name in the cluster. */
    public String name() {
        return at("/metadata/name").asText();
    }

    /** A part of it by JSON pointer; a missing node where there is none. */
    public JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
