package org.whistle.events.code;

/** Whether an emergency is dispatched by rule to the first candidate (domain.md, Urgent lane); a later one includes the earlier. */
public enum AutoDispatch {
    /** never: people dispatch */
    NONE,
    /** 超时派单: once the limit of the dispatch clock is missed */
    ON_MISS,
    /** 即时派单: with the ticket */
    AT_ONCE
}
