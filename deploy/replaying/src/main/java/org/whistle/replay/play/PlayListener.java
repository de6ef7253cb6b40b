package org.whistle.replay.play;

/** Is notified of what happens, from many threads. */
public interface PlayListener {

    /** A step happened. */
    void done(Deed deed);

    /** A step was refused; {@code skipped} more of its script will not be tried. */
    void refused(Refusal refusal, int skipped);

    /** Steps that were found done, or are left out because the system took a shorter way. */
    void passedOver(int steps);
}
