package org.whistle.replay.script;

/** The services that people act on. */
public enum Desk {
    INTAKE("/api/intake/cases/"),
    DISPATCH("/api/dispatch/cases/"),
    /** by part, not by case */
    DEPARTMENT("/api/department/assignments/");

    private final String path;

    Desk(String path) {
        this.path = path;
    }

    /** Where its cases or parts are, to be followed by an id. */
    public String path() {
        return path;
    }
}
