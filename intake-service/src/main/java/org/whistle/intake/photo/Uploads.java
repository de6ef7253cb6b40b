package org.whistle.intake.photo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.whistle.events.Position;
import org.whistle.events.code.Role;
import org.whistle.events.evidence.Evidence;
import org.whistle.events.evidence.EvidenceToken;
import org.whistle.events.signature.SigningKey;
import org.whistle.events.signature.TrustedKeys;
import org.whistle.intake.cases.Reporters;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.time.DatabaseTime;

/** Takes files in: checked, stripped, kept by hash, and vouched for with a signed token. */
@Service
public class Uploads {

    private static final int SALT_BYTES = 16;

    private final PhotoStore files;
    private final Reporters reporters;
    private final SigningKey key;
    private final TrustedKeys trusted;
    private final ReferenceData reference;
    private final DatabaseTime time;
    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    Uploads(
            PhotoStore files,
            Reporters reporters,
            SigningKey key,
            TrustedKeys trusted,
            ReferenceData reference,
            DatabaseTime time,
            JdbcClient jdbc) {
        this.files = files;
        this.reporters = reporters;
        this.key = key;
        this.trusted = trusted;
        this.reference = reference;
        this.time = time;
        this.jdbc = jdbc;
    }

    /**
     * Keeps a photo.
     *
     * @throws RefusedException 422 when it is none
     */
    public Upload photo(byte[] bytes, Evidence.Kind kind, Caller caller) {
        if (!kind.photo()) {
            throw RefusedException.field("/kind", "INVALID_FIELD");
        }
        Picture picture = Picture.decode(bytes);
        Picture.Taken taken = picture.taken(zoneOf(caller));
        return keep(bytes, picture.reencoded(), kind, taken, picture.perceptualHash(), caller);
    }

    /**
     * Keeps a document: a PDF as it is, a picture like a photo.
     *
     * @throws RefusedException 422 when it is neither
     */
    public Upload document(byte[] bytes, Caller caller) {
        return switch (ContentType.of(bytes)) {
            case PDF -> keep(bytes, bytes, Evidence.Kind.DOCUMENT, new Picture.Taken(null, null), null, caller);
            case JPEG, PNG -> {
                Picture picture = Picture.decode(bytes);
                yield keep(
                        bytes,
                        picture.reencoded(),
                        Evidence.Kind.DOCUMENT,
                        picture.taken(zoneOf(caller)),
                        picture.perceptualHash(),
                        caller);
            }
            case OTHER -> throw RefusedException.field("/file", "NOT_A_DOCUMENT");
        };
    }

    /**
     * The file behind a token; the token itself is the key to it.
     *
     * @param width in pixels, absent for the whole picture
     * @throws RefusedException 404 for a token of nobody's
     */
    public Content content(String token, @Nullable Integer width) {
        Evidence evidence = EvidenceToken.verify(token, trusted).orElseThrow(RefusedException::notFound);
        byte[] stored = files.find(evidence.stored()).orElseThrow(RefusedException::notFound);
        ContentType type = ContentType.of(stored);
        return width == null || !type.picture()
                ? new Content(type.mediaType(), stored)
                : new Content(ContentType.JPEG.mediaType(), Picture.thumbnail(stored, width));
    }

    /** A kept file. */
    public record Upload(String token, String sha256) {}

    /** A file to show. */
    public record Content(String mediaType, byte[] bytes) {}

    /** A camera writes local time, mostly without its zone: the county's, then. */
    private ZoneId zoneOf(Caller caller) {
        return caller.grants().stream()
                .flatMap(grant -> grant.scopes().stream())
                .flatMap(scope -> reference.find(scope).stream())
                .map(county -> county.county().zone())
                .findFirst()
                .orElse(ZoneOffset.UTC);
    }

    private Upload keep(
            byte[] original,
            byte[] stored,
            Evidence.Kind kind,
            Picture.Taken taken,
            @Nullable String perceptual,
            Caller caller) {
        String sha256 = sha256(stored);
        files.keep(sha256, stored);
        Instant now = time.now();
        String uploader =
                caller.is(Role.CITIZEN) ? reporters.of(caller.account()).pseudonym() : caller.account();
        Evidence evidence = new Evidence(
                kind,
                sha256(original),
                sha256,
                stored.length,
                now,
                taken.at(),
                taken.position() == null ? null : salted(taken.position()),
                perceptual,
                uploader);
        record(evidence, ContentType.of(stored), taken.position(), caller);
        return new Upload(EvidenceToken.sign(evidence, key), sha256);
    }

    private void record(Evidence evidence, ContentType type, @Nullable Position position, Caller caller) {
        jdbc.sql("""
                        insert into upload
                            (stored, content_type, original, uploader, longitude, latitude, uploaded_at)
                        values (:stored, :type, :original, :uploader, :longitude, :latitude, :at)
                        on conflict do nothing
                        """)
                .param("stored", evidence.stored())
                .param("type", type.mediaType())
                .param("original", evidence.original())
                .param("uploader", caller.account())
                .param("longitude", position == null ? null : position.longitude())
                .param("latitude", position == null ? null : position.latitude())
                .param("at", evidence.uploadedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private String salted(Position position) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        String hex = HexFormat.of().formatHex(salt);
        return hex + ":"
                + sha256((hex + position.longitude() + "," + position.latitude()).getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
