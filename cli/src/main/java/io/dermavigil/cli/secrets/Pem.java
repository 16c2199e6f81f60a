package io.dermavigil.cli.secrets;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Keys and certificates as text, in the form that Kafka reads: PKCS #8 without a password. */
final class Pem {

    private Pem() {}

    static String of(PrivateKey key) throws IOException {
        return text("PRIVATE KEY", key.getEncoded());
    }

    static String of(X509Certificate certificate) throws IOException {
        try {
            return text("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException("a certificate cannot be encoded", e);
        }
    }

    private static String text(String type, byte[] content) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        }
        return text.toString();
    }

    /** The first certificate of a text; other things in it are passed over. */
    static X509Certificate certificate(String text) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
                if (found instanceof X509CertificateHolder certificate) {
                    return new JcaX509CertificateConverter().getCertificate(certificate);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("damaged certificate", e);
        }
        throw new IOException("no certificate in it");
    }

    static PrivateKey key(String text) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            if (parser.readObject() instanceof PrivateKeyInfo key) {
                return new JcaPEMKeyConverter().getPrivateKey(key);
            }
        }
        throw new IOException("no private key in it");
    }
}
