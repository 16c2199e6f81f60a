package io.dermavigil.serving.rest.questions;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The conditions of a query: SQL that is constant in this code, and values that are only ever bound.
 *
 * @param clauses conditions, all of which must hold
 * @param bindings values by the names that the conditions use
 */
public record Conditions(Set<String> clauses, Map<String, Object> bindings) {

    /** Keeps copies. */
    public Conditions {
        clauses = new LinkedHashSet<>(clauses);
        bindings = new LinkedHashMap<>(bindings);
    }

    /** No conditions. */
    public static Conditions none() {
        return new Conditions(Set.of(), Map.of());
    }

    /** With a condition that uses no value. */
    public Conditions and(String clause) {
        var more = new Conditions(clauses, bindings);
        more.clauses.add(clause);
        return more;
    }

    /** With a condition that uses a value. */
    public Conditions and(String clause, String name, Object value) {
        var more = and(clause);
        more.bindings.put(name, value);
        return more;
    }

    /** With a value that the relation itself uses. */
    public Conditions with(String name, Object value) {
        var more = new Conditions(clauses, bindings);
        more.bindings.put(name, value);
        return more;
    }

    /** With the other's conditions and values, too. */
    public Conditions and(Conditions other) {
        var more = new Conditions(clauses, bindings);
        more.clauses.addAll(other.clauses);
        more.bindings.putAll(other.bindings);
        return more;
    }

    /** As a WHERE clause; empty without conditions. */
    public String where() {
        return clauses.isEmpty() ? "" : " WHERE " + String.join(" AND ", clauses);
    }
}
