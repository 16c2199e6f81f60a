package io.dermavigil.cli.provision;

import io.dermavigil.cli.access.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;

/** Takes a clinic's rights, quota and user away; its topics stay, for they are counted. */
final class Revocation {

    private final BrokerAccess broker;

    Revocation(BrokerAccess broker) {
        this.broker = broker;
    }

    /** Rights go first: they end writing at once, while a connection outlives its user. */
    List<Outcome> run(Principal clinic) {
        List<Outcome> outcomes = new ArrayList<>();
        Collection<AclBinding> rights = broker.rights(clinic);
        if (!rights.isEmpty()) {
            broker.withdraw(rights);
            rights.forEach(right -> outcomes.add(
                    new Outcome("right", "%s: %s".formatted(clinic.name(), GrantText.of(right)), State.REMOVED)));
        }
        if (broker.users().contains(clinic.name())) {
            broker.removeUser(clinic.name());
            outcomes.add(new Outcome("user", clinic.name(), State.REMOVED));
        }
        if (broker.quotas().containsKey(clinic.name())) {
            broker.setQuota(clinic.name(), null);
            outcomes.add(new Outcome("quota", clinic.name(), State.REMOVED));
        }
        return outcomes;
    }
}
