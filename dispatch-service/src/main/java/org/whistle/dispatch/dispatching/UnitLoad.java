package org.whistle.dispatch.dispatching;

/**
 * How busy a unit is.
 *
 * @param open parts that are not done, the suspended ones included
 */
record UnitLoad(long open, long suspended) {

    static final UnitLoad NONE = new UnitLoad(0, 0);
}
