package io.dermavigil.serving.rest.service;

import java.util.OptionalLong;

/** What the process knows about itself. */
public interface ServiceState {

    /** Version of the program. */
    String version();

    /** Version of the store's schema. */
    String migration();

    /** Whether the store is being folded anew, so that rows are incomplete. */
    boolean isRebuilding();

    /** Records of the summary and clinic topics that the store does not hold yet; empty when not known. */
    OptionalLong storeLagRecords();

    /** Offsets given out so far in all partitions of the clinic topics; empty when not known. */
    OptionalLong clinicOffsets();
}
