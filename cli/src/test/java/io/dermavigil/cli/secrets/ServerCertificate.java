package io.dermavigil.cli.secrets;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A certificate for a server on this machine, signed by an authority of its own.
 *
 * @param keystore PKCS#12 file with certificate and key
 * @param passwordFile file with its password
 * @param authority whom clients have to trust
 */
public record ServerCertificate(Path keystore, Path passwordFile, X509Certificate authority) {

    /** Makes one in a folder. */
    public static ServerCertificate create(Path folder) {
        try {
            Identity authority = CertificateAuthority.create(Instant.now());
            Identity server =
                    new CertificateAuthority(authority, Instant.now()).broker("serving", new BrokerHosts(List.of()));
            String password = UUID.randomUUID().toString();
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("serving", server.key(), password.toCharArray(), new Certificate[] {server.certificate()});
            Path keystore = folder.resolve("serving.p12");
            try (OutputStream out = Files.newOutputStream(keystore)) {
                keys.store(out, password.toCharArray());
            }
            return new ServerCertificate(
                    keystore, Files.writeString(folder.resolve("serving.password"), password), authority.certificate());
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
