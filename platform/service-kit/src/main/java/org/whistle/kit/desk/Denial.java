package org.whistle.kit.desk;

/**
 * Why a transition that state and role would allow is not possible now.
 *
 * @param forbidden whether it is because of the caller (403); otherwise because of the state of the case (409)
 */
public record Denial(String code, boolean forbidden) {

    /** Not possible in the present state of the case. */
    public static Denial conflict(String code) {
        return new Denial(code, false);
    }

    /** Not by this person. */
    public static Denial forbidden(String code) {
        return new Denial(code, true);
    }
}
