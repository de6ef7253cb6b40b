package org.whistle.intake.cases;

/** A person who reported or joined; only the pseudonym leaves intake. */
public record Reporter(String account, String pseudonym) {}
