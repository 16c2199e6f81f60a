package io.dermavigil.cli.provision;

import io.dermavigil.cli.access.Principal;
import io.dermavigil.cli.access.Role;
import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.topics.TopicSpec;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The topics that a stack needs.
 *
 * @param clinicPartitions partitions of each topic that carries clinic events
 * @param replication replicas of each partition
 */
record TopicPlan(int clinicPartitions, short replication) {

    /** The catalogue, and the topics of each clinic that writes to its own. */
    List<TopicSpec> topics(Collection<Principal> principals) {
        return Stream.concat(
                        TopicCatalogue.outcomes().stream(),
                        principals.stream()
                                .filter(principal -> principal.role() == Role.CLINIC)
                                .flatMap(clinic -> TopicCatalogue.ofClinic(clinic.clinicId()).stream()))
                .map(this::sized)
                .toList();
    }

    private TopicSpec sized(TopicSpec spec) {
        return ClinicTopic.parse(spec.name()).isPresent()
                ? new TopicSpec(spec.name(), clinicPartitions, spec.config())
                : spec;
    }
}
