package io.dermavigil.cli.erasure;

import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Reads every topic that may hold a patient, records of open and aborted transactions included. */
final class PatientLog {

    /** The reject topics of all generations. */
    private static final Pattern REJECTS = Pattern.compile(Pattern.quote(TopicCatalogue.REJECTS) + "(\\.g[0-9]{1,4})?");

    private final Broker broker;
    private final LogReader log;
    private final PatientSearch search;

    PatientLog(Broker broker, PatientSearch search) {
        this.broker = broker;
        this.log = new LogReader(broker, LogReader.PATIENCE, IsolationLevel.READ_UNCOMMITTED);
        this.search = search;
    }

    /**
     * What one reading found.
     *
     * @param traces in log order within each partition
     * @param ends first offset of each partition that was not read
     */
    record Reading(List<Trace> traces, Map<TopicPartition, Long> ends) {}

    /** Reads the clinic topics, shared and clinics' own. */
    Reading clinicTopics() {
        return read(clinicTopicNames());
    }

    /** The clinic topics, shared and clinics' own. */
    Set<String> clinicTopicNames() {
        return broker.topics(topic -> ClinicTopic.parse(topic).isPresent());
    }

    /** Reads the reject topics of all generations. */
    Reading rejects() {
        return read(broker.topics(topic -> REJECTS.matcher(topic).matches()));
    }

    /** All partitions of some topics. */
    Set<TopicPartition> partitions(Set<String> topics) {
        return broker.ends(topics).keySet();
    }

    /** All topics that are read. */
    Set<String> topics() {
        return broker.topics(topic ->
                ClinicTopic.parse(topic).isPresent() || REJECTS.matcher(topic).matches());
    }

    private Reading read(Set<String> topics) {
        PatientRecords records = new PatientRecords(search);
        List<Trace> traces = new ArrayList<>();
        Map<TopicPartition, Long> ends = broker.ends(topics);
        log.read(ends, record -> records.trace(record).ifPresent(traces::add));
        return new Reading(traces, ends);
    }
}
