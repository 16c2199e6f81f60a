package io.dermavigil.cli.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares two JSON forms of a summary field by field. Numbers with a fraction are equal within 1e-9, because two
 * implementations round differently; everything else must be equal. Named top-level fields are left out.
 */
final class FieldComparison {

    static final String ABSENT = "absent";
    private static final double TOLERANCE = 1e-9;

    private final String topic;
    private final String account;
    private final Set<String> ignored;
    private final List<Difference> differences = new ArrayList<>();

    FieldComparison(String topic, String account, Set<String> ignored) {
        this.topic = topic;
        this.account = account;
        this.ignored = ignored;
    }

    /** All differences between two summaries of the account. */
    List<Difference> differences(JsonNode expected, JsonNode found) {
        compare("", expected, found);
        return differences;
    }

    /** What the events say though there is no summary: every count that is not zero; rates follow from them. */
    List<Difference> missing(JsonNode expected) {
        notZero("", expected, true);
        return differences;
    }

    /** What a summary says though the events say nothing: every count that is not zero; rates follow from them. */
    List<Difference> superfluous(JsonNode found) {
        notZero("", found, false);
        return differences;
    }

    private void compare(String path, JsonNode expected, JsonNode found) {
        if (expected.isObject() && found.isObject()) {
            Set<String> names = new TreeSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            found.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (!(path.isEmpty() && ignored.contains(name))) {
                    compare(child(path, name), expected.path(name), found.path(name));
                }
            }
        } else if (expected.isArray() && found.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
                compare(path + "[" + i + "]", expected.path(i), found.path(i));
            }
        } else if (!equal(expected, found)) {
            differences.add(new Difference(topic, account, path, text(expected), text(found)));
        }
    }

    private static boolean equal(JsonNode expected, JsonNode found) {
        if (expected.isFloatingPointNumber() && found.isFloatingPointNumber()) {
            return Math.abs(expected.doubleValue() - found.doubleValue()) <= TOLERANCE;
        }
        return expected.equals(found);
    }

    private void notZero(String path, JsonNode node, boolean expected) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                if (!(path.isEmpty() && ignored.contains(field.getKey()))) {
                    notZero(child(path, field.getKey()), field.getValue(), expected);
                }
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                notZero(path + "[" + i + "]", node.get(i), expected);
            }
        } else if (node.isIntegralNumber() && node.longValue() != 0) {
            differences.add(new Difference(
                    topic, account, path, expected ? node.toString() : ABSENT, expected ? ABSENT : node.toString()));
        }
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? ABSENT : node.toString();
    }
}
