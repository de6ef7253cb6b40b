package org.whistle.proof.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What a witness signs (C2SP tlog-cosignature, v1): that it saw a checkpoint at a time, and none inconsistent before. */
public final class Cosignature {

    private Cosignature() {}

    /** The instant of the cosignature by the witness's clock, to the second. */
    public static Instant time(NoteSignature signature) {
        return Instant.ofEpochSecond(ByteBuffer.wrap(signature.signature()).getLong());
    }

    static byte[] message(long seconds, String checkpoint) {
        return ("cosignature/v1\ntime " + seconds + "\n" + checkpoint).getBytes(StandardCharsets.UTF_8);
    }
}
