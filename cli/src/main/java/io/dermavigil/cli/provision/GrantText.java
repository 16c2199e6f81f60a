package io.dermavigil.cli.provision;

import io.dermavigil.cli.access.Grant;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.acl.AclBinding;

/** Rights as a line for people. */
final class GrantText {

    private GrantText() {}

    static String of(Grant grant) {
        return "%s %s %s".formatted(grant.shownOperations(), type(grant), grant.shownName());
    }

    /** An entry found at the broker, whatever it grants. */
    static String of(AclBinding right) {
        return of(new Grant(
                        right.pattern().resourceType(),
                        right.pattern().patternType(),
                        right.pattern().name(),
                        Set.of(right.entry().operation())))
                + (right.entry().host().equals("*")
                        ? ""
                        : " from " + right.entry().host());
    }

    static String type(Grant grant) {
        return grant.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
