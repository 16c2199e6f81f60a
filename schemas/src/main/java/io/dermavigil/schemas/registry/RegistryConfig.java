package io.dermavigil.schemas.registry;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a schema registry is and how it is talked to. Holds names of files, never a secret.
 *
 * @param url base of its Confluent REST interface, http or https, without user, query and fragment
 * @param user user of HTTP basic authentication; null for none
 * @param passwordFile file whose first line is the user's password; null exactly when the user is
 * @param caFile PEM file of the certificates to trust instead of the platform's; null for the platform's
 * @param timeout how long to go on trying one request, 1 s to 5 min
 */
public record RegistryConfig(String url, String user, String passwordFile, String caFile, Duration timeout)
        implements Serializable {

    /** {@code url}. */
    public static final String URL = "registry.url";
    /** {@code user}. */
    public static final String USER = "registry.user";
    /** {@code passwordFile}. */
    public static final String PASSWORD_FILE = "registry.password-file";
    /** {@code caFile}. */
    public static final String CA_FILE = "registry.ca-file";
    /** {@code timeout}, ISO-8601. */
    public static final String TIMEOUT = "registry.timeout";
    /** All names of options. */
    public static final Set<String> NAMES = Set.of(URL, USER, PASSWORD_FILE, CA_FILE, TIMEOUT);

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofMinutes(5);

    /** Refuses what could not work. */
    public RegistryConfig {
        require(isBase(url), URL + " must be http:// or https:// with a host, and without user, query or fragment");
        require((user == null) == (passwordFile == null), USER + " and " + PASSWORD_FILE + " go together");
        require(user == null || user.indexOf(':') < 0, USER + " must not contain a colon");
        require(
                timeout.compareTo(LEAST) >= 0 && timeout.compareTo(MOST) <= 0,
                TIMEOUT + " must be a duration from " + LEAST + " to " + MOST);
        url = url.replaceAll("/+$", "");
    }

    /** A registry without authentication, tried for 15 s. */
    public static RegistryConfig of(String url) {
        return new RegistryConfig(url, null, null, null, Duration.ofSeconds(15));
    }

    /**
     * Reads the options named by this class; others are left alone.
     *
     * @return empty when none of them is given
     * @throws IllegalArgumentException when one is malformed, or others are given without {@link #URL}
     */
    public static Optional<RegistryConfig> of(Map<String, String> options) {
        if (NAMES.stream().noneMatch(options::containsKey)) {
            return Optional.empty();
        }
        require(options.containsKey(URL), URL + " is missing");
        return Optional.of(new RegistryConfig(
                options.get(URL),
                options.get(USER),
                options.get(PASSWORD_FILE),
                options.get(CA_FILE),
                duration(options.getOrDefault(TIMEOUT, "PT15S"))));
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(TIMEOUT + " must be a duration such as PT15S", e);
        }
    }

    /** The message must not quote the URL: somebody may have put a password into it. */
    private static boolean isBase(String url) {
        try {
            URI uri = new URI(url);
            return Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
