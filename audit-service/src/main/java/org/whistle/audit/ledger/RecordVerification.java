package org.whistle.audit.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.whistle.events.Envelope;
import org.whistle.kit.inbound.SignerCheck;
import org.whistle.proof.tile.EntryBundle;
import org.whistle.proof.tree.Hash;

/** Makes a leaf of any record; no record can stop the ledger. */
@Component
public class RecordVerification {

    private static final int LONGEST_SIGNATURE = 300;

    private final SignerCheck signers;

    RecordVerification(SignerCheck signers) {
        this.signers = signers;
    }

    /**
     * A leaf, and why it is not trusted.
     *
     * @param reason absent for a trusted one
     */
    record Judged(Leaf leaf, @Nullable String reason) {}

    /**
     * The ledger's verdict on a value and its signature.
     *
     * @param envelope absent unless trusted
     * @param reason absent for a trusted one
     */
    public record Opinion(
            EntryVerdict verdict,
            @Nullable Envelope envelope,
            @Nullable String reason) {}

    Judged judge(Shard shard, ConsumerRecord<byte[], byte[]> message) {
        byte @Nullable [] value = message.value();
        byte[] entry = value == null ? new byte[0] : value;
        @Nullable String signature = printable(SignerCheck.signatureOf(message));
        if (entry.length > EntryBundle.MAX_ENTRY) {
            byte[] stub = stub(entry);
            return new Judged(leaf(shard, message.offset(), stub, signature, EntryVerdict.REFUSED, null), "TOO_LONG");
        }
        Opinion opinion = opinion(entry, signature);
        return new Judged(
                leaf(shard, message.offset(), entry, signature, opinion.verdict(), opinion.envelope()),
                opinion.reason());
    }

    /** The verdict on a value, now or when it is verified again. */
    public Opinion opinion(byte[] value, @Nullable String signature) {
        try {
            return switch (signers.judge(value, signature)) {
                case SignerCheck.Verdict.Trusted(Envelope envelope) ->
                    new Opinion(EntryVerdict.TRUSTED, envelope, null);
                case SignerCheck.Verdict.Unreadable(String reason) ->
                    new Opinion(EntryVerdict.UNREADABLE, null, reason);
                case SignerCheck.Verdict.Refused(String reason) -> new Opinion(EntryVerdict.REFUSED, null, reason);
            };
        } catch (RuntimeException e) {
            return new Opinion(EntryVerdict.UNREADABLE, null, e.toString());
        }
    }

    private static Leaf leaf(
            Shard shard,
            long position,
            byte[] value,
            @Nullable String signature,
            EntryVerdict verdict,
            @Nullable Envelope envelope) {
        Hash hash = Hash.ofLeaf(value);
        return envelope == null
                ? new Leaf(position, value, signature, verdict, null, null, null, null, hash)
                : new Leaf(
                        position,
                        value,
                        signature,
                        verdict,
                        envelope.id(),
                        caseOf(shard, envelope),
                        envelope.source(),
                        envelope.sequence(),
                        hash);
    }

    /** The case of an entry; none for admin events, which belong to no case timeline. */
    public static @Nullable UUID caseOf(Shard shard, Envelope envelope) {
        try {
            return shard.equals(Shard.ADMIN) ? null : UUID.fromString(envelope.subject());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A header may hold anything, a text column may not. */
    private static @Nullable String printable(@Nullable String signature) {
        if (signature == null) {
            return null;
        }
        String cut = signature.substring(0, Math.min(signature.length(), LONGEST_SIGNATURE));
        return cut.replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** Replaces a record that is too long for an entry bundle; its bytes are on the dead-letter topic. */
    private static byte[] stub(byte[] value) {
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value));
            return "{\"bytes\":%d,\"sha256\":\"%s\",\"tooLong\":true}"
                    .formatted(value.length, sha256)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
