package io.dermavigil.serving.rest.questions;

import io.dermavigil.serving.rest.problems.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which page of a list is asked for.
 *
 * @param limit most rows, 1..1000
 * @param order the column to order by, and in which direction
 * @param after where the page before ended; empty for the first
 * @param fingerprint of everything that was asked save the page
 */
public record Page(int limit, Order order, Optional<List<Object>> after, String fingerprint) {

    /** The names of the parameters. */
    public static final Set<String> NAMES = Set.of("limit", "cursor", "order", "format");

    private static final int LARGEST = 1000;
    private static final int USUAL = 100;

    /**
     * Reads the parameters.
     *
     * @param path path of the request, which the cursor is for
     * @param orders what the list can be ordered by
     */
    public static Page of(Parameters parameters, String path, Orders orders) {
        Order order = parameters.text("order").map(orders::of).orElse(orders.usual());
        String fingerprint = Cursor.fingerprint(path, parameters.values());
        Optional<List<Object>> after = parameters
                .text("cursor")
                .map(text -> Cursor.read(text, fingerprint, orders.types(order)))
                .map(position -> position.orElseThrow(() -> ProblemException.parameter(
                        "cursor", "the next of the page before, with the same other parameters")));
        return new Page(parameters.number("limit", 1, LARGEST, USUAL), order, after, fingerprint);
    }

    /** The cursor of the page that begins after a row. */
    public String next(List<Object> position) {
        return Cursor.write(fingerprint, position);
    }

    /** A whole small list, as one page. */
    public static Page first(int limit, Order order) {
        return new Page(limit, order, Optional.empty(), Cursor.fingerprint("", Map.of()));
    }
}
