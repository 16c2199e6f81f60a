package io.dermavigil.cli.access;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A right, whoever has it. Kafka lets who may read or write describe, too.
 *
 * @param type kind of resource
 * @param pattern whether the name is whole or a beginning
 * @param name name or beginning of names
 * @param operations what may be done
 */
public record Grant(ResourceType type, PatternType pattern, String name, Set<AclOperation> operations) {

    /** Copies the operations. */
    public Grant {
        operations = Set.copyOf(operations);
    }

    static Grant topic(String name, AclOperation... operations) {
        return new Grant(ResourceType.TOPIC, PatternType.LITERAL, name, Set.of(operations));
    }

    static Grant topics(String prefix, AclOperation... operations) {
        return new Grant(ResourceType.TOPIC, PatternType.PREFIXED, prefix, Set.of(operations));
    }

    static Grant groups(String prefix) {
        return new Grant(ResourceType.GROUP, PatternType.PREFIXED, prefix, Set.of(AclOperation.READ));
    }

    static Grant transactions(String prefix) {
        return new Grant(
                ResourceType.TRANSACTIONAL_ID,
                PatternType.PREFIXED,
                prefix,
                Set.of(AclOperation.WRITE, AclOperation.DESCRIBE));
    }

    /** As access-control entries of a principal, from any host. */
    public Stream<AclBinding> bindings(Principal principal) {
        ResourcePattern resource = new ResourcePattern(type, name, pattern);
        return operations.stream()
                .map(operation -> new AclBinding(
                        resource,
                        new AccessControlEntry(principal.kafkaName(), "*", operation, AclPermissionType.ALLOW)));
    }

    /** The name as people write it: a beginning ends in a star. */
    public String shownName() {
        return pattern == PatternType.PREFIXED ? name + "*" : name;
    }

    /** The operations, sorted. */
    public String shownOperations() {
        return operations.stream()
                .map(operation -> operation.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
