/** Manifests as they are sent to a cluster, and the schemas that they must follow. */
package io.dermavigil.deployment.manifests;
