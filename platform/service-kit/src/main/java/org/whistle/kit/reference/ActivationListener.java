package org.whistle.kit.reference;

/** Something a desk does, in the same transaction, when a pack takes effect: moving the codes of open cases, for instance. */
@FunctionalInterface
public interface ActivationListener {

    /** Called for every activation as often as it is delivered; doing it again changes nothing. */
    void activated(String county, long version);
}
