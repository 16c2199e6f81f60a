package io.dermavigil.cli.secrets;

import io.dermavigil.cli.access.Principal;
import io.dermavigil.ingest.pseudonyms.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the secrets of a stack are.
 *
 * @param root folder; need not exist
 */
public record SecretsFolder(Path root) {

    private static final String OPERATOR = "operator";
    private static final String CLIENT = "client.properties";

    Path authorityCertificate() {
        return root.resolve("ca.pem");
    }

    Path authorityKey() {
        return root.resolve("ca.key");
    }

    Path brokerKeystore() {
        return root.resolve("broker/keystore.pem");
    }

    /** A copy of the authority's certificate, so that the broker needs its own folder only. */
    Path brokerTruststore() {
        return root.resolve("broker/ca.pem");
    }

    /** Client properties of the operator, for the broker's internal listener. */
    public Path operatorClient() {
        return root.resolve(OPERATOR).resolve(CLIENT);
    }

    /** Client properties of a principal, for the broker's listener for clients. */
    public Path client(Principal principal) {
        return root.resolve(principal.name()).resolve(CLIENT);
    }

    /**
     * The principals that have a password here, in the order of their names.
     *
     * @throws SecretsException when there is no such folder, or it holds none
     */
    public List<Principal> principals() throws SecretsException {
        try (Stream<Path> folders = Files.list(root)) {
            List<Principal> found = folders.map(Path::getFileName)
                    .map(Path::toString)
                    .sorted()
                    .flatMap(name -> Principal.named(name).stream())
                    .filter(principal -> Files.exists(client(principal)))
                    .toList();
            if (found.isEmpty()) {
                throw new SecretsException(root + ": holds no principal; make them with: dermavigil secrets create");
            }
            return found;
        } catch (IOException e) {
            throw new SecretsException(
                    root + ": is no readable folder of secrets; make one with: dermavigil secrets create", e);
        }
    }

    /**
     * The password of a principal.
     *
     * @throws SecretsException when the file cannot be used, or others than its owner may read it
     */
    public String password(Principal principal) throws SecretsException {
        Path file = client(principal);
        try {
            if (OwnerOnlyFiles.isOpenToOthers(file)) {
                throw new SecretsException(file + ": must be readable by its owner only; run: chmod 600 " + file);
            }
            return ClientProperties.password(file, principal.name());
        } catch (IOException e) {
            throw new SecretsException(
                    file + ": cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    /**
     * Removes the secrets of a principal that may no longer log in, so that it is not made again by mistake.
     *
     * @return whether there were any
     * @throws SecretsException when they cannot be removed
     */
    public boolean remove(Principal principal) throws SecretsException {
        Path file = client(principal);
        try {
            boolean removed = Files.deleteIfExists(file);
            if (removed) {
                Files.delete(file.getParent());
            }
            return removed;
        } catch (IOException e) {
            throw new SecretsException(
                    file.getParent() + ": cannot be removed (" + e.getClass().getSimpleName() + "); remove it, or the"
                            + " next 'provision' lets " + principal.name() + " in again",
                    e);
        }
    }
}
