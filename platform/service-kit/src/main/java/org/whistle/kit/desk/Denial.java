package org.whistle.kit.desk;

/**
 * Why a transition that state and role would allow is not possible now.
 *
 * @param forbidden because of who asks (403), else because of how things stand (409)
 */
public record Denial(String code, boolean forbidden) {

    /** Things stand otherwise. */
    public static Denial conflict(String code) {
        return new Denial(code, false);
    }

    /** Not by this person. */
    public static Denial forbidden(String code) {
        return new Denial(code, true);
    }
}
