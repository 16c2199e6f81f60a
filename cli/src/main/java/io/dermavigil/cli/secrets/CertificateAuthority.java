package io.dermavigil.cli.secrets;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs the certificates of one stack, with keys on the curve P-256. Clients and brokers trust nobody else. */
final class CertificateAuthority {

    static final Duration AUTHORITY_VALID = Duration.ofDays(3650);
    static final Duration CERTIFICATE_VALID = Duration.ofDays(730);

    private static final X500Principal NAME = new X500Principal("CN=dermavigil-ca");
    /** Clocks differ. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final int SERIAL_BITS = 127;

    private final Identity authority;
    private final Instant now;

    /** An authority that exists already. */
    CertificateAuthority(Identity authority, Instant now) {
        this.authority = authority;
        this.now = now;
    }

    /** A new authority. */
    static Identity create(Instant now) throws IOException {
        try {
            KeyPair keys = newKeys();
            JcaX509v3CertificateBuilder builder = builder(NAME, NAME, keys, now, now.plus(AUTHORITY_VALID));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            return signed(builder, keys, keys.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("no certificate can be made with this JDK: " + e.getMessage(), e);
        }
    }

    /** A broker: a server for clients, a client of other brokers. */
    Identity broker(String name, BrokerHosts hosts) throws IOException {
        return issue(name, hosts, KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);
    }

    /** Somebody who logs in by certificate. */
    Identity client(String name) throws IOException {
        return issue(name, null, KeyPurposeId.id_kp_clientAuth);
    }

    private Identity issue(String name, BrokerHosts hosts, KeyPurposeId... purposes) throws IOException {
        try {
            KeyPair keys = newKeys();
            Instant end = now.plus(CERTIFICATE_VALID);
            Instant authorityEnd = authority.end();
            JcaX509v3CertificateBuilder builder = builder(
                    NAME, new X500Principal("CN=" + name), keys, now, end.isBefore(authorityEnd) ? end : authorityEnd);
            extend(builder, keys, hosts, purposes);
            return signed(builder, keys, authority.key());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("no certificate can be made with this JDK: " + e.getMessage(), e);
        }
    }

    private void extend(JcaX509v3CertificateBuilder builder, KeyPair keys, BrokerHosts hosts, KeyPurposeId... purposes)
            throws GeneralSecurityException, CertIOException {
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                extensions.createAuthorityKeyIdentifier(authority.certificate().getPublicKey()));
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
        if (hosts != null) {
            builder.addExtension(Extension.subjectAlternativeName, false, hosts.alternativeNames());
        }
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, KeyPair keys, Instant now, Instant end) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
                Date.from(now.minus(BACKDATED)),
                Date.from(end),
                subject,
                keys.getPublic());
    }

    private static Identity signed(JcaX509v3CertificateBuilder builder, KeyPair keys, PrivateKey signer)
            throws GeneralSecurityException, OperatorCreationException {
        return new Identity(
                keys.getPrivate(),
                new JcaX509CertificateConverter()
                        .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer))));
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
