package io.dermavigil.cli.access;

import io.dermavigil.schemas.events.Patterns;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who logs in at the broker with a password of their own.
 *
 * @param role what for
 * @param clinicId the clinic when the role is {@link Role#CLINIC}, else null
 */
public record Principal(Role role, String clinicId) {

    private static final String CLINIC_PREFIX = "clinic-";

    /** Refuses a clinic without a proper id, and an id where none belongs. */
    public Principal {
        if ((role == Role.CLINIC) != (clinicId != null)) {
            throw new IllegalArgumentException("a clinic's principal, and no other, has a clinic id");
        }
        if (clinicId != null && !Patterns.CLINIC_ID.matches(clinicId)) {
            throw new IllegalArgumentException("a clinic id is 1 to 64 of a-z, 0-9 and -");
        }
    }

    /**
     * The principal of a clinic.
     *
     * @throws IllegalArgumentException when it is no clinic id
     */
    public static Principal clinic(String clinicId) {
        return new Principal(Role.CLINIC, clinicId);
    }

    /** The principals that every stack has. */
    public static List<Principal> ofTheStack() {
        return Arrays.stream(Role.values())
                .filter(role -> role != Role.CLINIC)
                .map(role -> new Principal(role, null))
                .toList();
    }

    /** The principal of a user name; empty when no principal has it. */
    public static Optional<Principal> named(String name) {
        if (name.startsWith(CLINIC_PREFIX)) {
            String clinicId = name.substring(CLINIC_PREFIX.length());
            return Patterns.CLINIC_ID.matches(clinicId) ? Optional.of(clinic(clinicId)) : Optional.empty();
        }
        return ofTheStack().stream()
                .filter(principal -> principal.name().equals(name))
                .findFirst();
    }

    /** The user name at the broker. */
    public String name() {
        return role == Role.CLINIC ? CLINIC_PREFIX + clinicId : role.word();
    }

    /** As access-control lists name it. */
    public String kafkaName() {
        return "User:" + name();
    }
}
