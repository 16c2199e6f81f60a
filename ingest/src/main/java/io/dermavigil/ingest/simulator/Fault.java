package io.dermavigil.ingest.simulator;

import io.dermavigil.events.ReactionType;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fault planted in the chain: in the sessions of one lot or one clinic, a reaction is more (or less) frequent.
 *
 * @param scope what is at fault
 * @param target cartridge lot ({@code L017}) or clinic ({@code clinic-07})
 * @param type reaction whose rate changes
 * @param factor multiplies the rate of every exposed session; above 0, at most 10,000
 */
public record Fault(Scope scope, String target, ReactionType type, double factor) {

    private static final Pattern SPEC = Pattern.compile("(lot|clinic):([A-Za-z0-9-]{1,64}):([A-Z_]+):x([0-9.]{1,12})");
    private static final double MOST = 10_000;

    /** What a fault lies in. */
    public enum Scope {
        /** One cartridge lot, wherever it is used. */
        LOT,
        /** One clinic. */
        CLINIC
    }

    /** Checks the factor. */
    public Fault {
        if (!(factor > 0 && factor <= MOST)) {
            throw new IllegalArgumentException("the factor of a fault must be above 0 and at most " + (int) MOST);
        }
    }

    /**
     * Reads {@code lot:L017:INFECTION:x8} or {@code clinic:clinic-07:HYPERPIGMENTATION:x4}.
     *
     * @throws IllegalArgumentException when the text is no such specification; the message says what is
     */
    public static Fault parse(String spec) {
        Matcher parts = SPEC.matcher(spec);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + spec + "' is no fault: write lot:L017:INFECTION:x8 or clinic:clinic-07:HYPERPIGMENTATION:x4");
        }
        Scope scope = parts.group(1).equals("lot") ? Scope.LOT : Scope.CLINIC;
        return new Fault(scope, parts.group(2), type(parts.group(3)), factor(parts.group(4)));
    }

    /** The text that {@link #parse} reads. */
    public String spec() {
        String number = factor == Math.rint(factor) ? Long.toString((long) factor) : Double.toString(factor);
        return (scope == Scope.LOT ? "lot:" : "clinic:") + target + ":" + type + ":x" + number;
    }

    private static ReactionType type(String symbol) {
        return Arrays.stream(ReactionType.values())
                .filter(type -> type.name().equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + symbol + "' is no reaction type: one of " + Arrays.toString(ReactionType.values())));
    }

    private static double factor(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'x" + text + "' is no factor: write x8 or x1.5", e);
        }
    }
}
