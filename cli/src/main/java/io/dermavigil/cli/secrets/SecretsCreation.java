package io.dermavigil.cli.secrets;

import io.dermavigil.cli.access.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

/** Makes what is missing in a folder of secrets, and tells, without secrets, what it made and what was there. Use once. */
final class SecretsCreation {

    static final String BROKER = "dermavigil-broker";
    static final String OPERATOR = "dermavigil-operator";
    /** Renew a certificate when its end is this near. */
    private static final Duration RENEW_BEFORE = Duration.ofDays(60);

    private final SecretsFolder folder;
    private final Instant now;
    private final Consumer<String> said;

    SecretsCreation(SecretsFolder folder, Clock clock, Consumer<String> said) {
        this.folder = folder;
        this.now = clock.instant();
        this.said = said;
    }

    /**
     * Makes what is missing.
     *
     * @throws SecretsException when something that is there does not fit
     */
    void create(BrokerHosts hosts, Collection<Principal> principals) throws IOException, SecretsException {
        OwnerOnlyFolder.prepare(folder.root());
        X509Certificate authority = authority();
        broker(hosts, authority);
        operator(authority);
        for (Principal principal : principals) {
            Path file = folder.client(principal);
            if (!kept(file)) {
                made(file, ClientProperties.withNewPassword(principal.name(), authority), "a new password");
            }
        }
    }

    private X509Certificate authority() throws IOException, SecretsException {
        Path certificate = folder.authorityCertificate();
        if (!Files.exists(certificate)) {
            requireAbsent(folder.authorityKey(), folder.brokerKeystore(), folder.operatorClient());
            Identity made = CertificateAuthority.create(now);
            // The key first: a certificate alone would look complete.
            made(folder.authorityKey(), Pem.of(made.key()), "keep it away from brokers and clients");
            made(certificate, Pem.of(made.certificate()), valid(made.certificate()));
            return made.certificate();
        }
        X509Certificate present = Pem.certificate(Files.readString(certificate));
        kept(certificate, present);
        return present;
    }

    private void requireAbsent(Path... files) throws SecretsException {
        for (Path file : files) {
            if (Files.exists(file)) {
                throw new SecretsException(folder.authorityCertificate() + ": is missing while " + file
                        + " is there; put it back, or move the whole folder away to begin anew");
            }
        }
    }

    private void broker(BrokerHosts hosts, X509Certificate authority) throws IOException, SecretsException {
        Path file = folder.brokerKeystore();
        if (Files.exists(file)) {
            X509Certificate present = Pem.certificate(Files.readString(file));
            requireHosts(hosts, present, file);
            kept(file, present);
        } else {
            Identity made = signer(authority, file).broker(BROKER, hosts);
            made(
                    file,
                    Pem.of(made.key()) + Pem.of(made.certificate()) + Pem.of(authority),
                    valid(made.certificate()) + ", for " + String.join(", ", hosts.names()));
        }
        if (!Files.exists(folder.brokerTruststore())) {
            OwnerOnlyFolder.write(folder.brokerTruststore(), Pem.of(authority));
        }
    }

    private static void requireHosts(BrokerHosts hosts, X509Certificate present, Path file)
            throws SecretsException, IOException {
        try {
            Set<String> missing = hosts.missingIn(present);
            if (!missing.isEmpty()) {
                throw new SecretsException(file + ": does not name the host " + String.join(", ", missing)
                        + "; move it away and run this again with all hosts");
            }
        } catch (CertificateParsingException e) {
            throw new IOException("damaged certificate in " + file, e);
        }
    }

    private void operator(X509Certificate authority) throws IOException, SecretsException {
        Path file = folder.operatorClient();
        if (Files.exists(file)) {
            kept(file, ClientProperties.certificate(file));
        } else {
            Identity made = signer(authority, file).client(OPERATOR);
            made(file, ClientProperties.withCertificate(made, authority), valid(made.certificate()));
        }
    }

    private CertificateAuthority signer(X509Certificate authority, Path file) throws IOException, SecretsException {
        Path key = folder.authorityKey();
        if (!Files.exists(key)) {
            throw new SecretsException(key + ": is needed to make " + file + "; put it back while this runs");
        }
        return new CertificateAuthority(new Identity(Pem.key(Files.readString(key)), authority), now);
    }

    private void made(Path file, String content, String note) throws IOException {
        OwnerOnlyFolder.write(file, content);
        said.accept(file + ": made, " + note);
    }

    private boolean kept(Path file) {
        boolean there = Files.exists(file);
        if (there) {
            said.accept(file + ": kept");
        }
        return there;
    }

    private void kept(Path file, X509Certificate certificate) {
        boolean soon = certificate.getNotAfter().toInstant().isBefore(now.plus(RENEW_BEFORE));
        said.accept(file + ": kept, " + valid(certificate) + (soon ? ": RENEW IT, see docs/security.md" : ""));
    }

    private static String valid(X509Certificate certificate) {
        return "valid until "
                + certificate.getNotAfter().toInstant().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
