package io.dermavigil.statistics.disclosure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What can be worked out from releases: for those who check them from outside, with nothing but what is published. */
public final class DisclosureAudit {

    private DisclosureAudit() {}

    /**
     * The bounds of a count over the joint history of releases: every count is what was last published of it, and takes
     * part in the table of its period and in the same count of other periods. Bounds are those of the linear programme,
     * rounded inward to whole patients: they hold, and the true range may be narrower.
     *
     * @param history earlier releases, in order
     * @param release the release that is looked at
     * @param assumption what is taken for granted
     * @return empty when the numbers contradict the assumption
     * @throws IllegalArgumentException when the release has no such count
     */
    public static Optional<CountRange> bounds(
            List<PublishedRelease> history, PublishedRelease release, CountId count, Assumption assumption) {
        release.at(count);
        var known = new HashMap<CountId, Long>();
        history.forEach(earlier -> remember(earlier, known));
        remember(release, known);
        var ids = new TreeSet<>(release.counts().keySet());
        history.forEach(earlier -> ids.addAll(earlier.counts().keySet()));
        return new BoundsProgram(new Frame(ids), known, assumption).bounds(count);
    }

    private static void remember(PublishedRelease release, Map<CountId, Long> known) {
        release.counts().forEach((id, published) -> published.value().ifPresent(value -> known.put(id, value)));
    }
}
