package io.dermavigil.cli.provision;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.access.Principal;
import io.dermavigil.cli.reading.BrokerFailures;
import io.dermavigil.cli.reading.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.quota.ClientQuotaFilterComponent;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/** Users, rights and quotas at a broker; what it refuses is a {@link CommandFailure}. */
final class BrokerAccess implements AutoCloseable {

    private static final String QUOTA = "producer_byte_rate";
    /** Guessing a random password of 256 bits is hopeless anyway; more would only slow logins down. */
    private static final ScramCredentialInfo SCRAM = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);

    private final Connection connection;
    private final Admin admin;

    BrokerAccess(Connection connection) {
        this.connection = connection;
        try {
            this.admin = Admin.create(connection.with(Map.of()));
        } catch (KafkaException e) {
            throw BrokerFailures.unusable(connection, e);
        }
    }

    Admin admin() {
        return admin;
    }

    Set<String> topics() {
        return answer(admin.listTopics().names());
    }

    Set<String> users() {
        return answer(admin.describeUserScramCredentials().all()).keySet();
    }

    /** Makes users or sets their passwords. */
    void setPasswords(Map<String, String> passwords) {
        answer(admin.alterUserScramCredentials(passwords.entrySet().stream()
                        .<UserScramCredentialAlteration>map(
                                user -> new UserScramCredentialUpsertion(user.getKey(), SCRAM, user.getValue()))
                        .toList())
                .all());
    }

    void removeUser(String name) {
        answer(admin.alterUserScramCredentials(
                        List.of(new UserScramCredentialDeletion(name, ScramMechanism.SCRAM_SHA_512)))
                .all());
    }

    /** Everybody's, also of those who are no principals here. */
    Collection<AclBinding> rights() {
        return answer(admin.describeAcls(AclBindingFilter.ANY).values());
    }

    Collection<AclBinding> rights(Principal principal) {
        return answer(admin.describeAcls(everythingOf(principal)).values());
    }

    void grant(Collection<AclBinding> rights) {
        answer(admin.createAcls(rights).all());
    }

    void withdraw(Collection<AclBinding> rights) {
        answer(admin.deleteAcls(rights.stream().map(AclBinding::toFilter).toList())
                .all());
    }

    private static AclBindingFilter everythingOf(Principal principal) {
        return new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter(principal.kafkaName(), null, AclOperation.ANY, AclPermissionType.ANY));
    }

    /** Bytes a second that users may write to each broker. */
    Map<String, Double> quotas() {
        Map<ClientQuotaEntity, Map<String, Double>> found =
                answer(admin.describeClientQuotas(ClientQuotaFilter.containsOnly(
                                List.of(ClientQuotaFilterComponent.ofEntityType(ClientQuotaEntity.USER))))
                        .entities());
        Map<String, Double> quotas = new HashMap<>();
        found.forEach((entity, values) -> {
            String user = entity.entries().get(ClientQuotaEntity.USER);
            if (user != null && values.containsKey(QUOTA)) {
                quotas.put(user, values.get(QUOTA));
            }
        });
        return quotas;
    }

    /**
     * Sets or removes a quota.
     *
     * @param bytes bytes a second; null for no quota
     */
    void setQuota(String user, Double bytes) {
        answer(admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                        new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, user)),
                        List.of(new ClientQuotaAlteration.Op(QUOTA, bytes)))))
                .all());
    }

    private <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SecurityDisabledException) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "the broker " + connection + " has no authorizer, so everybody may do everything;"
                                + " docs/security.md says how it must be configured",
                        e);
            }
            throw BrokerFailures.of(connection, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted while asking " + connection, e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
