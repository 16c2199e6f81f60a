package io.dermavigil.cli.doctor;

import io.dermavigil.cli.reading.BrokerFailures;
import io.dermavigil.cli.reading.Connection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Says how far one comes towards a broker: name, port, encryption, credentials, rights. */
final class Reachability {

    static final int CONNECT_WITHIN_MS = 5_000;
    private static final int ANSWER_WITHIN_MS = 10_000;

    private Reachability() {}

    /** Finds the first address that takes a connection; what is wrong with each of the others is told. */
    static List<Verdict> ports(Connection connection) {
        List<Verdict> verdicts = new ArrayList<>();
        boolean any = false;
        for (String address : connection.bootstrap().split(",", -1)) {
            Verdict verdict = port("address", address.strip());
            any |= verdict.grade() == Verdict.Grade.OK;
            verdicts.add(verdict);
        }
        return any ? verdicts.stream().map(Reachability::atMostWarning).toList() : verdicts;
    }

    private static Verdict atMostWarning(Verdict verdict) {
        return verdict.grade() == Verdict.Grade.FAIL
                ? Verdict.warn(verdict.subject(), verdict.finding(), verdict.advice())
                : verdict;
    }

    static Verdict port(String subject, String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 1 || !address.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Verdict.fail(subject, address + " is no HOST:PORT", "correct --bootstrap");
        }
        InetSocketAddress target = new InetSocketAddress(
                address.substring(0, colon), Math.min(65_535, Integer.parseInt(address.substring(colon + 1))));
        if (target.isUnresolved()) {
            return Verdict.fail(
                    subject,
                    "no machine is called " + target.getHostString(),
                    "correct the name, or this machine's DNS or hosts file");
        }
        try (Socket socket = new Socket()) {
            socket.connect(target, CONNECT_WITHIN_MS);
            return Verdict.ok(subject, address + " takes connections");
        } catch (SocketTimeoutException e) {
            return Verdict.fail(
                    subject, address + " does not answer", "open the port in firewalls and network policies");
        } catch (IOException e) {
            return Verdict.fail(
                    subject,
                    "nothing listens on " + address,
                    "start the broker, or correct the port; see its log if it should be running");
        }
    }

    /** Asks the cluster who it is, as the client that the properties describe. */
    static Verdict login(Connection connection) {
        Admin made;
        try {
            made = Admin.create(connection.with(
                    Map.of("request.timeout.ms", ANSWER_WITHIN_MS, "default.api.timeout.ms", ANSWER_WITHIN_MS)));
        } catch (KafkaException e) {
            return Verdict.fail(
                    "broker", BrokerFailures.unusable(connection, e).getMessage(), "correct --client-config");
        }
        try (Admin admin = made) {
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(2L * ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS)
                    .size();
            return Verdict.ok("broker", "the broker " + connection + " answers; brokers: " + brokers);
        } catch (ExecutionException e) {
            return refusal(connection, e.getCause());
        } catch (TimeoutException e) {
            return refusal(connection, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Verdict.fail("broker", "interrupted", "try again");
        }
    }

    private static Verdict refusal(Connection connection, Throwable cause) {
        if (cause instanceof SaslAuthenticationException) {
            return Verdict.fail(
                    "broker",
                    connection + " refuses the user or the password",
                    "check sasl.mechanism and sasl.jaas.config of --client-config; provision sets passwords");
        }
        if (cause instanceof SslAuthenticationException) {
            return Verdict.fail(
                    "broker",
                    connection + " shows a certificate that is not trusted, or is not for this name",
                    "check ssl.truststore of --client-config, and that the certificate names this host");
        }
        if (cause instanceof AuthorizationException) {
            return Verdict.fail(
                    "broker", "this user may not see the cluster", "run as the operator, or give it the right");
        }
        return Verdict.fail(
                "broker",
                connection + " takes connections and does not speak as expected ("
                        + cause.getClass().getSimpleName() + ")",
                "check security.protocol of --client-config against the listener: with TLS or without, with SASL or"
                        + " without; or the broker hangs, see its log");
    }

    /** Clients are sent on to the addresses that the brokers advertise. */
    static List<Verdict> advertised(Iterable<Node> brokers) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Node broker : brokers) {
            Verdict verdict = port("broker " + broker.id(), broker.host() + ":" + broker.port());
            if (verdict.grade() != Verdict.Grade.OK) {
                verdicts.add(Verdict.fail(
                        verdict.subject(),
                        "advertises an address that fails from here: " + verdict.finding(),
                        "correct advertised.listeners of the broker, or " + verdict.advice()));
            }
        }
        return verdicts.isEmpty() ? List.of(Verdict.ok("addresses", "all brokers can be reached")) : verdicts;
    }
}
