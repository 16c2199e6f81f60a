package io.dermavigil.cli.secrets;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.util.IPAddress;

/**
 * Names and addresses by which clients reach the brokers; always localhost, too.
 *
 * @param names host names and IP addresses
 */
record BrokerHosts(Set<String> names) {

    private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1");

    BrokerHosts(Collection<String> given) {
        this(Stream.concat(THIS_MACHINE.stream(), given.stream()).collect(Collectors.toCollection(TreeSet::new)));
    }

    GeneralNames alternativeNames() {
        return new GeneralNames(names.stream()
                .map(name ->
                        new GeneralName(IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    /** The hosts that a certificate does not name. */
    Set<String> missingIn(X509Certificate certificate) throws CertificateParsingException {
        Set<String> missing = new TreeSet<>(names);
        Collection<List<?>> named = certificate.getSubjectAlternativeNames();
        if (named != null) {
            named.forEach(name -> missing.remove(String.valueOf(name.get(1))));
        }
        return missing;
    }
}
