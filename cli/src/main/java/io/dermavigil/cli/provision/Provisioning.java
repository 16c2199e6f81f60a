package io.dermavigil.cli.provision;

import io.dermavigil.broker.Topics;
import io.dermavigil.cli.access.AccessCatalogue;
import io.dermavigil.cli.access.Grant;
import io.dermavigil.cli.access.Principal;
import io.dermavigil.cli.access.Role;
import io.dermavigil.cli.secrets.SecretsException;
import io.dermavigil.cli.secrets.SecretsFolder;
import io.dermavigil.schemas.topics.TopicSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;

/** Brings the broker to what the catalogues and the folder of secrets say; doing it again changes nothing. */
final class Provisioning {

    /** Bytes a second that a clinic may write to each broker unless its quota says otherwise. */
    static final long DEFAULT_QUOTA = 1 << 20;

    private static final String EVERYBODY = "User:*";

    private final BrokerAccess broker;
    private final SecretsFolder folder;
    private final List<Principal> principals;
    private final List<Outcome> outcomes = new ArrayList<>();

    Provisioning(BrokerAccess broker, SecretsFolder folder) throws SecretsException {
        this.broker = broker;
        this.folder = folder;
        this.principals = folder.principals();
    }

    /**
     * Makes what is missing and removes rights that nobody should have.
     *
     * @param quota bytes a second for every clinic; null gives {@link #DEFAULT_QUOTA} to those without one
     * @throws SecretsException when a password cannot be read
     */
    List<Outcome> run(TopicPlan plan, Long quota) throws SecretsException {
        Map<String, String> passwords = passwords();
        topics(plan);
        principals.forEach(this::rights);
        rightsOfOthers();
        quotas(quota);
        users(passwords);
        return List.copyOf(outcomes);
    }

    private Map<String, String> passwords() throws SecretsException {
        Map<String, String> passwords = new TreeMap<>();
        for (Principal principal : principals) {
            passwords.put(principal.name(), folder.password(principal));
        }
        return passwords;
    }

    private void topics(TopicPlan plan) {
        Set<String> present = broker.topics();
        List<TopicSpec> wanted = plan.topics(principals);
        Topics.create(broker.admin(), wanted, plan.replication());
        wanted.forEach(topic -> tell("topic", topic.name(), present.contains(topic.name())));
    }

    /** Rights come before the user, and a right too many goes, whoever gave it. */
    private void rights(Principal principal) {
        Set<AclBinding> present = new HashSet<>(broker.rights(principal));
        Set<AclBinding> wanted = AccessCatalogue.bindings(principal);
        for (Grant grant : AccessCatalogue.grants(principal)) {
            boolean there = grant.bindings(principal).allMatch(present::contains);
            tell("right", "%s: %s".formatted(principal.name(), GrantText.of(grant)), there);
        }
        List<AclBinding> missing =
                wanted.stream().filter(right -> !present.contains(right)).toList();
        if (!missing.isEmpty()) {
            broker.grant(missing);
        }
        List<AclBinding> excess =
                present.stream().filter(right -> !wanted.contains(right)).toList();
        if (!excess.isEmpty()) {
            broker.withdraw(excess);
            excess.forEach(right -> outcomes.add(
                    new Outcome("right", "%s: %s".formatted(principal.name(), GrantText.of(right)), State.REMOVED)));
        }
    }

    /** A right of everybody goes, for it undoes all others; those of users who are not in the folder are named. */
    private void rightsOfOthers() {
        Set<String> known = principals.stream().map(Principal::kafkaName).collect(Collectors.toSet());
        List<AclBinding> others = broker.rights().stream()
                .filter(right -> right.entry().permissionType() == AclPermissionType.ALLOW)
                .filter(right -> !known.contains(right.entry().principal()))
                .sorted(Comparator.comparing(AclBinding::toString))
                .toList();
        List<AclBinding> ofEverybody = others.stream()
                .filter(right -> right.entry().principal().equals(EVERYBODY))
                .toList();
        if (!ofEverybody.isEmpty()) {
            broker.withdraw(ofEverybody);
        }
        others.forEach(right -> outcomes.add(new Outcome(
                "right",
                "%s: %s".formatted(right.entry().principal().replaceFirst("^User:", ""), GrantText.of(right)),
                right.entry().principal().equals(EVERYBODY) ? State.REMOVED : State.NOT_IN_FOLDER)));
    }

    private void quotas(Long quota) {
        Map<String, Double> present = broker.quotas();
        principals.stream().filter(principal -> principal.role() == Role.CLINIC).forEach(clinic -> {
            Double now = present.get(clinic.name());
            double wanted = quota != null ? quota : now != null ? now : DEFAULT_QUOTA;
            boolean there = now != null && now == wanted;
            if (!there) {
                broker.setQuota(clinic.name(), wanted);
            }
            tell("quota", "%s: %.0f bytes/s".formatted(clinic.name(), wanted), there);
        });
    }

    /** The broker keeps no password to compare with, so each is set again: that is how a new one gets there. */
    private void users(Map<String, String> passwords) {
        Set<String> present = broker.users();
        broker.setPasswords(passwords);
        passwords
                .keySet()
                .forEach(name -> outcomes.add(
                        new Outcome("user", name, present.contains(name) ? State.PASSWORD_SET : State.MADE)));
        present.stream()
                .filter(name -> !passwords.containsKey(name))
                .sorted()
                .forEach(name -> outcomes.add(new Outcome("user", name, State.NOT_IN_FOLDER)));
    }

    private void tell(String kind, String name, boolean present) {
        outcomes.add(new Outcome(kind, name, present ? State.PRESENT : State.MADE));
    }
}
