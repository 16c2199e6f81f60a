package io.dermavigil.cli.serving;

import io.dermavigil.serving.rest.RestConfig;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the REST interface listens, and for whom it answers. */
final class ListenOptions {

    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\s]+):([0-9]{1,5})");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Address to listen on; port 0 for a free one (default: 127.0.0.1:8080).")
    private String address = "127.0.0.1:8080";

    @Option(
            names = "--host-name",
            paramLabel = "NAME",
            description =
                    "Name by which browsers reach it; others are refused; may be repeated (default: on loopback its"
                            + " names, else any).")
    private List<String> hostNames = List.of();

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "PKCS#12 file with the certificate and key for HTTPS (default: plain HTTP).")
    private Path keystore;

    @Option(
            names = "--tls-keystore-password-file",
            paramLabel = "FILE",
            description = "File whose first line is that file's password.")
    private Path keystorePassword;

    /** Whether what is said can be read on the way by others than this machine. */
    static boolean isPlainForOthers(RestConfig config) {
        return config.tls().isEmpty() && !LOOPBACK.contains(config.host());
    }

    RestConfig config(CommandSpec spec) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > MAX_PORT) {
            throw new ParameterException(spec.commandLine(), "--listen: an address such as 127.0.0.1:8080");
        }
        if ((keystore == null) != (keystorePassword == null)) {
            throw new ParameterException(
                    spec.commandLine(), "--tls-keystore and --tls-keystore-password-file need each other");
        }
        Set<String> names = new HashSet<>();
        hostNames.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        if (LOOPBACK.contains(parts.group(1))) {
            names.addAll(LOOPBACK);
        }
        return new RestConfig(
                parts.group(1),
                Integer.parseInt(parts.group(2)),
                names,
                Optional.ofNullable(keystore).map(file -> new RestConfig.Tls(file, keystorePassword)),
                RestConfig.DEFAULT_STREAMS,
                RestConfig.DEFAULT_STREAMS_OF_ONE,
                RestConfig.DEFAULT_HEARTBEAT);
    }
}
