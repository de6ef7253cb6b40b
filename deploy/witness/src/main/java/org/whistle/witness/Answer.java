package org.whistle.witness;

/** The witness's HTTP response. */
record Answer(int status, String type, String body) {

    private static final String TEXT = "text/plain; charset=utf-8";

    static Answer cosigned(String lines) {
        return new Answer(200, TEXT, lines);
    }

    /** The log is not where the caller thinks; this is how far it was seen. */
    static Answer seen(long size) {
        return new Answer(409, "text/x.tlog.size", size + "\n");
    }

    static Answer refused(int status, String reason) {
        return new Answer(status, TEXT, reason + "\n");
    }
}
