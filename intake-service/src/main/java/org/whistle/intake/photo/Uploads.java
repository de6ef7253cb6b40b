package org.whistle.intake.photo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.whistle.events.Position;
import org.whistle.events.code.Role;
import org.whistle.events.evidence.Evidence;
import org.whistle.events.evidence.EvidenceToken;
import org.whistle.events.signature.SigningKey;
import org.whistle.events.signature.TrustedKeys;
import org.whistle.intake.cases.KeptEvidence;
import org.whistle.intake.cases.Reporters;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.time.DatabaseTime;

/** Accepts files: checked, stripped of metadata, stored by hash, with a signed token. */
@Service
public class Uploads {

    private final PhotoStore files;
    private final ImageProcessor imageProcessor;
    private final Viewing viewing;
    private final PhotoProperties properties;
    private final FileAccess cases;
    private final KeptEvidence evidences;
    private final Reporters reporters;
    private final SigningKey key;
    private final TrustedKeys trusted;
    private final ReferenceData reference;
    private final DatabaseTime time;
    private final JdbcClient jdbc;

    Uploads(
            PhotoStore files,
            ImageProcessor imageProcessor,
            Viewing viewing,
            PhotoProperties properties,
            FileAccess cases,
            KeptEvidence evidences,
            Reporters reporters,
            SigningKey key,
            TrustedKeys trusted,
            ReferenceData reference,
            DatabaseTime time,
            JdbcClient jdbc) {
        this.files = files;
        this.imageProcessor = imageProcessor;
        this.viewing = viewing;
        this.properties = properties;
        this.cases = cases;
        this.evidences = evidences;
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
     * @param file read in its turn, since files take memory
     * @throws RefusedException 422 when it is none, 503 when too many are before it
     */
    public Upload photo(InputStreamSource file, Evidence.Kind kind, Caller caller) {
        if (!kind.photo()) {
            throw RefusedException.field(Refusal.FieldError.oneOf(
                    "/kind",
                    "INVALID_FIELD",
                    Stream.of(Evidence.Kind.values())
                            .filter(Evidence.Kind::photo)
                            .map(Evidence.Kind::name)
                            .toList()));
        }
        ZoneId zone = zoneOf(caller);
        return vouch(imageProcessor.develop(caller.account(), () -> picture(bytesOf(file), zone)), kind, caller);
    }

    /**
     * Keeps a document: a PDF or OFD as it is, a picture like a photo.
     *
     * @param file read in its turn, since files take memory
     * @throws RefusedException 422 when it is neither, 503 when too many are before it
     */
    public Upload document(InputStreamSource file, Caller caller) {
        ZoneId zone = zoneOf(caller);
        Kept kept = imageProcessor.develop(caller.account(), () -> {
            byte[] bytes = bytesOf(file);
            return switch (ContentType.of(bytes)) {
                case PDF, OFD -> keep(sha256(bytes), bytes, new Picture.Taken(null, null), null);
                case JPEG, PNG, WEBP, HEIC -> picture(bytes, zone);
                case OTHER -> throw RefusedException.field("/file", "NOT_A_DOCUMENT");
            };
        });
        return vouch(kept, Evidence.Kind.DOCUMENT, caller);
    }

    /**
     * Keeps what came with a work order: a document, or a picture that shows more of the place.
     *
     * @throws RefusedException as the others
     */
    public Upload attachment(byte[] bytes, Caller caller) {
        InputStreamSource file = new ByteArrayResource(bytes);
        return switch (ContentType.of(bytes)) {
            case PDF, OFD -> document(file, caller);
            case JPEG, PNG, WEBP, HEIC, OTHER -> photo(file, Evidence.Kind.REFERENCE, caller);
        };
    }

    /**
     * The file behind a token, for who may read a case that shows it, and for its uploader.
     *
     * @param width in pixels, rounded up; absent for the whole picture
     * @throws RefusedException 404 for any other token, 410 for a file of such a case that was deleted after its time
     */
    public Content content(String token, @Nullable Integer width, Caller caller) {
        Evidence evidence = EvidenceToken.verify(token, trusted).orElseThrow(RefusedException::notFound);
        if (!cases.opens(evidence, caller)) {
            throw RefusedException.notFound();
        }
        requireKept(evidence);
        return viewing.content(evidence.stored(), width);
    }

    /** A file that is public, by the evidence in a token of one of our cases. */
    public Content published(Evidence evidence) {
        requireKept(evidence);
        return viewing.content(evidence.stored(), null);
    }

    /** The files of a report that is entered now may be seen at once. */
    public void shownBy(UUID caseId, List<String> tokens) {
        cases.shownBy(
                caseId,
                tokens.stream()
                        .flatMap(token -> EvidenceToken.read(token).stream())
                        .toList());
    }

    private void requireKept(Evidence evidence) {
        if (evidences.isDeleted(evidence)) {
            throw new RefusedException(new Refusal.Other(410, "FILE_DELETED"));
        }
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

    private static byte[] bytesOf(InputStreamSource file) {
        try (InputStream stream = file.getInputStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Kept picture(byte[] bytes, ZoneId zone) {
        String original = sha256(bytes);
        Picture picture = Picture.decode(bytes, properties);
        return keep(original, picture.jpeg(), picture.taken(zone), picture.perceptualHash());
    }

    private Kept keep(String original, byte[] stored, Picture.Taken taken, @Nullable String perceptual) {
        String sha256 = sha256(stored);
        keepOn(sha256);
        files.keep(sha256, stored);
        return new Kept(original, sha256, stored.length, ContentType.of(stored), taken, perceptual);
    }

    /** Of a file that came before: from now on, so that it is not deleted once more; a deletion under way ends first. */
    private void keepOn(String stored) {
        jdbc.sql("update upload set uploaded_at = whistle_now() where stored = :stored")
                .param("stored", stored)
                .update();
    }

    /** A stored file, before its token is signed. */
    private record Kept(
            String original,
            String stored,
            long size,
            ContentType type,
            Picture.Taken taken,
            @Nullable String perceptual) {}

    private Upload vouch(Kept kept, Evidence.Kind kind, Caller caller) {
        String uploader =
                caller.is(Role.CITIZEN) ? reporters.of(caller.account()).pseudonym() : caller.account();
        Position position = kept.taken().position();
        Evidence evidence = new Evidence(
                kind,
                kept.original(),
                kept.stored(),
                kept.size(),
                time.now(),
                kept.taken().at(),
                position == null ? null : hash(position, kept.stored()),
                kept.perceptual(),
                uploader);
        record(evidence, kept.type(), position, caller);
        return new Upload(EvidenceToken.sign(evidence, key), kept.stored());
    }

    private void record(Evidence evidence, ContentType type, @Nullable Position position, Caller caller) {
        jdbc.sql("""
                        insert into upload
                            (stored, content_type, original, uploader, longitude, latitude, uploaded_at)
                        values (:stored, :type, :original, :uploader, :longitude, :latitude, :at)
                        on conflict (stored) do update set
                            uploader = excluded.uploader, longitude = excluded.longitude, latitude = excluded.latitude
                        where upload.uploader = ''
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

    /** Of a signature, which is always the same, but which only intake can make: places are too few to hide behind a salt. */
    private String hash(Position position, String stored) {
        String text = "position:" + stored + ":" + position.longitude() + "," + position.latitude();
        return sha256(key.sign(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
