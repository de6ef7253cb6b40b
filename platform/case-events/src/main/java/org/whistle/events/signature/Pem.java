package org.whistle.events.signature;

import java.util.Base64;

/** The bytes inside a PEM block. */
final class Pem {

    private Pem() {}

    static byte[] bytes(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
