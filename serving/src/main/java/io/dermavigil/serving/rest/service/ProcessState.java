package io.dermavigil.serving.rest.service;

import io.dermavigil.serving.ServingProcess;
import io.dermavigil.serving.materializer.LaneStatus;
import java.util.OptionalLong;

/**
 * What a serving process knows about itself.
 *
 * @param process the process
 * @param version version of the program
 */
public record ProcessState(ServingProcess process, String version) implements ServiceState {

    @Override
    public String migration() {
        return process.store().migration();
    }

    @Override
    public boolean isRebuilding() {
        return process.status().isRebuilding();
    }

    @Override
    public OptionalLong storeLagRecords() {
        return OptionalLong.of(
                process.status().lanes().stream().mapToLong(LaneStatus::lag).sum());
    }

    @Override
    public OptionalLong clinicOffsets() {
        return process.status().factOffsets();
    }
}
