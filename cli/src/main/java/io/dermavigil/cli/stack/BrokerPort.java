package io.dermavigil.cli.stack;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The port given on the command line. */
final class BrokerPort {

    private static final int HIGHEST = 65_535;

    private BrokerPort() {}

    /**
     * The port as it was given.
     *
     * @param port null when it was not given
     * @throws ParameterException when there is no such port
     */
    static Integer checked(Integer port, CommandSpec command) {
        if (port != null && (port < 1 || port > HIGHEST)) {
            throw new ParameterException(command.commandLine(), "--port must be 1..65535");
        }
        return port;
    }
}
