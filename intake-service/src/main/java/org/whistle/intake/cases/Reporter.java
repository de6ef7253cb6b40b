package org.whistle.intake.cases;

/** Somebody who reported or joined; only the pseudonym ever leaves intake. */
public record Reporter(String account, String pseudonym) {}
