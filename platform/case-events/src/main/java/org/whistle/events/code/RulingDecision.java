package org.whistle.events.code;

/** What the command leader rules 裁决. */
public enum RulingDecision {
    /** the same parts again */
    REWORK,
    /** back to dispatching */
    REDISPATCH,
    /** closed without a rating */
    CLOSE
}
