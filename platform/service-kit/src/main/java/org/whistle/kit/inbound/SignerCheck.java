package org.whistle.kit.inbound;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.Producer;
import org.whistle.events.UnreadableEventException;
import org.whistle.events.signature.TrustedKeys;
import org.whistle.kit.kafka.Topics;

/** Verifies the signature of a record and that its signer is its source. */
@Component
public class SignerCheck {

    private final TrustedKeys trusted;

    SignerCheck(TrustedKeys trusted) {
        this.trusted = trusted;
    }

    /** The verdict on a record. */
    public Verdict judge(byte @Nullable [] value, @Nullable String signature) {
        if (value == null) {
            return new Verdict.Refused("NO_VALUE");
        }
        Optional<Producer> signer = signer(value, signature);
        if (signer.isEmpty()) {
            return new Verdict.Refused(signature == null ? "UNSIGNED" : "WRONG_SIGNATURE");
        }
        try {
            Envelope envelope = EventCodec.decode(value);
            boolean own = envelope.source().equals(signer.get().source());
            return own && signer.get().mayDecide(envelope.data())
                    ? new Verdict.Trusted(envelope)
                    : new Verdict.Refused("SIGNED_BY_ANOTHER");
        } catch (UnreadableEventException e) {
            return new Verdict.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** The signature header of a record, absent where there is none. */
    public static @Nullable String signatureOf(ConsumerRecord<byte[], byte[]> message) {
        @Nullable Header header = message.headers().lastHeader(Topics.SIGNATURE_HEADER);
        return header == null || header.value() == null ? null : text(header.value());
    }

    /** Untrusted bytes as text that PostgreSQL accepts: NUL becomes U+FFFD. */
    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    private Optional<Producer> signer(byte[] value, @Nullable String signature) {
        int colon = signature == null ? -1 : signature.indexOf(':');
        if (signature == null || colon < 0) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(signature.substring(colon + 1));
            return trusted.signer(signature.substring(0, colon), bytes, value);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The result of checking a record. */
    public sealed interface Verdict {

        /** Signed by its producer and readable. */
        record Trusted(Envelope envelope) implements Verdict {}

        /** Signed by a trusted key, but not an envelope. */
        record Unreadable(String reason) implements Verdict {}

        /** Without a trusted signature, or signed by another producer than its source or type allows. */
        record Refused(String reason) implements Verdict {}
    }
}
