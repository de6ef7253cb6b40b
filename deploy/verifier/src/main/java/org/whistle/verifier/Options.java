package org.whistle.verifier;

/** The names of the options. */
final class Options {

    static final String LOG_KEY = "--log-key";
    static final String WITNESS_KEY = "--witness-key";
    static final String PRODUCER_KEY = "--producer-key";
    static final String PHOTO = "--photo";
    static final String CONSISTENCY = "--consistency";
    static final String ENTRY = "--entry";

    static final String UNSIGNED = "未核对签名 / signatures not checked: no --log-key";

    private Options() {}
}
