package org.whistle.audit.projection;

/** Called after the read models moved on and the transaction was committed. */
@FunctionalInterface
public interface ProjectionListener {

    /** Something is new in the read models. */
    void advanced();
}
