package io.dermavigil.schemas.topics;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A set of summary topics, written by one run of the outcomes job under one version of the rules. When the rules change, a
 * new job replays the clinic topics into the next generation beside the running one, and readers are switched over when it
 * has caught up. The first generation has the plain topic names.
 *
 * @param number from 1
 */
public record Generation(int number) {

    /** The generation that readers use unless {@link TopicCatalogue#GENERATIONS} says otherwise. */
    public static final Generation FIRST = new Generation(1);

    /** Greatest number: a slip of the finger must not make topics that no one finds again. */
    private static final int MOST = 9_999;

    private static final Set<String> OWN_TOPICS = Set.of(
            TopicCatalogue.SIDE_EFFECTS,
            TopicCatalogue.SATISFACTION,
            TopicCatalogue.CLINICS,
            TopicCatalogue.REJECTS,
            TopicCatalogue.EVIDENCE);

    /** From 2 to {@link #MOST}. */
    private static final Pattern LATER =
            Pattern.compile(Pattern.quote(TopicCatalogue.SIDE_EFFECTS) + "\\.g([2-9]|[1-9][0-9]{1,3})");

    /** Refuses a number out of range. */
    public Generation {
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException("generation must be 1.." + MOST);
        }
    }

    /**
     * The generations that have summaries among some topics, in their order. There may be gaps, for the topics of a
     * generation that nobody reads any more may be deleted.
     *
     * @param topics names of topics, others than ours among them
     */
    public static SortedSet<Generation> among(Set<String> topics) {
        SortedSet<Generation> found = new TreeSet<>(Comparator.comparingInt(Generation::number));
        for (String topic : topics) {
            if (topic.equals(FIRST.topic(TopicCatalogue.SIDE_EFFECTS))) {
                found.add(FIRST);
            }
            Matcher later = LATER.matcher(topic);
            if (later.matches()) {
                found.add(new Generation(Integer.parseInt(later.group(1))));
            }
        }
        return found;
    }

    /** The newest {@link #among} some topics; the first when there is none. */
    public static Generation newest(Set<String> topics) {
        SortedSet<Generation> found = among(topics);
        return found.isEmpty() ? FIRST : found.last();
    }

    /** The generation after this one. */
    public Generation next() {
        return new Generation(number + 1);
    }

    /** Name of the job that writes it, in {@code pipeline.progress} and in its transactions. */
    public String jobId() {
        return number == 1 ? "outcomes" : "outcomes-" + number;
    }

    /**
     * A topic of the catalogue in this generation.
     *
     * @param topic plain name
     * @return the name with this generation's suffix, where every generation has a topic of its own
     */
    public String topic(String topic) {
        return number == 1 || !OWN_TOPICS.contains(topic) ? topic : topic + ".g" + number;
    }

    /** The topics that this generation needs, as they must be created. */
    public List<TopicSpec> topics() {
        return TopicCatalogue.outcomes().stream()
                .map(spec -> new TopicSpec(topic(spec.name()), spec.partitions(), spec.config()))
                .toList();
    }
}
