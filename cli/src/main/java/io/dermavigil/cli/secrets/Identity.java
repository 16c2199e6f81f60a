package io.dermavigil.cli.secrets;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A certificate with its private key.
 *
 * @param key never shown
 * @param certificate signed by the authority, or the authority's own
 */
record Identity(PrivateKey key, X509Certificate certificate) {

    Instant end() {
        return certificate.getNotAfter().toInstant();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Identity[" + certificate.getSubjectX500Principal() + "]";
    }
}
