package org.whistle.replay.play;

/**
 * A script's case that is already in the system.
 *
 * @param done how many steps of the script have happened
 */
public record KnownCase(String caseId, String caseNumber, String state, int done) {}
