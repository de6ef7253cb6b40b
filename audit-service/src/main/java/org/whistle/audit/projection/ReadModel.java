package org.whistle.audit.projection;

import java.util.List;

/** Something derived from the ledger alone: dropped and fed again, it comes out the same. */
public interface ReadModel {

    /** Its name, such as {@code timeline}; what its place in the ledger is kept under. */
    String name();

    /**
     * Whether it follows every event at once. Otherwise it may rest after it moved, so that what arrives meanwhile is added
     * up together.
     */
    default boolean hurried() {
        return true;
    }

    /**
     * Takes in what grew, in the transaction that notes how far the model has read.
     *
     * @param grown each case once, all of one shard
     */
    void follow(List<CaseLog> grown);

    /** Forgets everything; all of the ledger follows anew. */
    void clear();
}
