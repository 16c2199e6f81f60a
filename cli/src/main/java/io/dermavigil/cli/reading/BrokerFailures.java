package io.dermavigil.cli.reading;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** What a failure to talk to a broker means for the person who typed the command. */
public final class BrokerFailures {

    /** What to do about a right that is missing. */
    public static final String RIGHTS =
            "The operator gives rights, with: dermavigil provision (docs/security.md says who has which)";

    /** How Kafka's client begins to say that no name server knows the host. */
    private static final String UNKNOWN_HOST = "No resolvable bootstrap urls";

    private BrokerFailures() {}

    /** Who is talking to a broker, for messages. */
    public static String who(Connection connection) {
        return connection.user().map(user -> "the user " + user).orElse("this client");
    }

    /** Some of Kafka's messages end in a full stop, others do not. */
    private static String sentence(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    /** A topic that this client may not even know of. */
    static CommandFailure hidden(Connection connection, String topic, Throwable cause) {
        return new CommandFailure(
                ExitCode.FAILED,
                "the broker " + connection + " does not allow " + who(connection) + " to use the topic " + topic + ". "
                        + RIGHTS,
                cause);
    }

    /**
     * A failure of a request.
     *
     * @param cause what the Kafka client says
     */
    public static CommandFailure of(Connection connection, Throwable cause) {
        if (cause instanceof AuthenticationException) {
            return new CommandFailure(
                    ExitCode.FAILED,
                    "the broker " + connection + " does not let this client in: " + cause.getMessage()
                            + ". Check the user, password and certificates of --client-config.",
                    cause);
        }
        if (cause instanceof AuthorizationException) {
            return new CommandFailure(
                    ExitCode.FAILED,
                    "the broker " + connection + " does not allow " + who(connection) + " to do that: "
                            + sentence(cause) + " " + RIGHTS,
                    cause);
        }
        return new CommandFailure(
                ExitCode.STACK_UNREACHABLE,
                "no broker answers at " + connection + ". Check the address, whether it wants --client-config, or"
                        + " start a stack with: dermavigil up",
                cause);
    }

    /** A client that could not even be made. */
    public static CommandFailure unusable(Connection connection, KafkaException cause) {
        if (connection.client().isEmpty()) {
            return new CommandFailure(ExitCode.STACK_UNREACHABLE, connection + " is no address of a broker", cause);
        }
        // the innermost message can quote a property, and with it a password: only its kind is told
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof ConfigException && String.valueOf(root.getMessage()).startsWith(UNKNOWN_HOST)) {
            return new CommandFailure(
                    ExitCode.STACK_UNREACHABLE,
                    "no machine is called as in " + connection + ". Check the address; a container that is down has no"
                            + " name either.",
                    cause);
        }
        return new CommandFailure(
                ExitCode.USAGE,
                "no Kafka client can be made for " + connection + " with the properties of --client-config ("
                        + root.getClass().getSimpleName() + "). Check the address, certificates and login module.",
                cause);
    }
}
