package io.dermavigil.deployment.manifests;

import java.io.IOException;
import java.util.List;

/** What a kind of manifest must look like. */
@FunctionalInterface
interface ManifestSchema {

    /** What is wrong with a manifest: fields that nobody knows, that are missing, or of another type. */
    List<String> problems(Manifest manifest) throws IOException;
}
