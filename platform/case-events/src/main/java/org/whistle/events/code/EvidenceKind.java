package org.whistle.events.code;

/** What a unit has to show for a completion. */
public enum EvidenceKind {
    /** at least one photo */
    PHOTO,
    /** at least one document */
    DOCUMENT,
    /** nothing */
    NONE
}
