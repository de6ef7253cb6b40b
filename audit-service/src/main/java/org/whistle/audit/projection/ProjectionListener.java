package org.whistle.audit.projection;

/** Told after the read models moved on and the transaction is over. */
@FunctionalInterface
public interface ProjectionListener {

    /** Something is new; what, is in the read models. */
    void advanced();
}
