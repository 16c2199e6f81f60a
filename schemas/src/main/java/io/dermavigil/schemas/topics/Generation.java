package io.dermavigil.schemas.topics;

import java.util.List;
import java.util.Set;

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
            TopicCatalogue.SIDE_EFFECTS, TopicCatalogue.SATISFACTION, TopicCatalogue.CLINICS, TopicCatalogue.REJECTS);

    /** Refuses a number out of range. */
    public Generation {
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException("generation must be 1.." + MOST);
        }
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
