package org.whistle.kit.loop;

/** Work on a thread of its own that has to go on as long as the service runs. */
public interface Loop {

    /** Its thread's name. */
    String name();

    /** False once its thread has ended without a stop. */
    boolean alive();
}
