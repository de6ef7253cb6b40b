package org.whistle.replay.script;

/** A value of a step's body that is known only when the case is played. */
public sealed interface Later {

    /** The token of a photo that is uploaded for it. */
    record Photo(String kind) implements Later {}

    /** The token of a document that is uploaded for it. */
    record Document() implements Later {}

    /** The id of another script's case. */
    record CaseOf(String script) implements Later {}

    /** The id of the part that a department's account holds. */
    record PartOf(String account) implements Later {}
}
