package io.dermavigil.ingest.simulator;

/**
 * A reaction of a fault's type after a session that the fault exposes.
 *
 * @param fault the fault
 * @param clinicId clinic
 * @param patientKey patient
 * @param sessionId session
 * @param reactionId reaction
 * @param excess true when it would not have happened without the fault
 */
public record PlantedReaction(
        Fault fault, String clinicId, String patientKey, String sessionId, String reactionId, boolean excess) {}
