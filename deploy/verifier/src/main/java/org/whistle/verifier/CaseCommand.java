package org.whistle.verifier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.whistle.proof.casefile.CaseFile;
import org.whistle.proof.casefile.CaseFileVerifier;
import org.whistle.proof.casefile.Finding;
import org.whistle.proof.casefile.PinnedKeys;
import org.whistle.proof.casefile.Verification;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.note.InvalidNoteException;
import org.whistle.proof.note.Note;

/** {@code case <file.json>}: a whole case, and pictures to compare with its photos. */
final class CaseCommand {

    private static final int KEY_PARTS = 3;

    private CaseCommand() {}

    static Outcome run(List<String> commandLine) {
        Arguments arguments = Arguments.parse(
                commandLine, 1, Set.of(Options.LOG_KEY, Options.WITNESS_KEY, Options.PRODUCER_KEY, Options.PHOTO));
        PinnedKeys pinned = new PinnedKeys(
                arguments.keys(Options.LOG_KEY),
                arguments.keys(Options.WITNESS_KEY),
                arguments.all(Options.PRODUCER_KEY).stream()
                        .map(CaseCommand::producerKey)
                        .toList());
        CaseFile file = CaseFile.parse(arguments.text(0));
        Verification verification = CaseFileVerifier.verify(file, pinned);
        List<Finding> findings = new ArrayList<>(verification.findings());
        List<String> remarks = new ArrayList<>();
        for (String photo : arguments.all(Options.PHOTO)) {
            checkPhoto(photo, file, findings, remarks);
        }
        verification.claimed().stream().sorted().map(CaseCommand::remark).forEach(remarks::add);
        checkpointKnown(file, remarks);
        return new Outcome(subject(file), findings, remarks);
    }

    private static String subject(CaseFile file) {
        return "%s · %d events · %s · %s"
                .formatted(file.caseNumber(), file.events().size(), file.exportedBy(), file.exportedAt());
    }

    /** States the size of the log at the export: later events are not in the file. */
    private static void checkpointKnown(CaseFile file, List<String> remarks) {
        try {
            Checkpoint checkpoint =
                    Checkpoint.parse(Note.parse(file.checkpoint()).text());
            remarks.add("截至检查点 / as of checkpoint: %s, %d, %s"
                    .formatted(checkpoint.origin(), checkpoint.size(), checkpoint.root()));
        } catch (InvalidNoteException e) {
            // is a finding already
        }
    }

    private static void checkPhoto(String photo, CaseFile file, List<Finding> findings, List<String> remarks) {
        String sha256 = sha256(Arguments.bytes(photo));
        file.photos().stream()
                .filter(one -> sha256.equals(one.original()) || sha256.equals(one.stored()))
                .findFirst()
                .ifPresentOrElse(
                        one -> remarks.add("照片相符 / photo matches: %s (%s)"
                                .formatted(photo, sha256.equals(one.original()) ? "原图 original" : "存档 stored")),
                        () -> findings.add(new Finding(Finding.Kind.PHOTO_CHANGED, null, photo + ", " + sha256)));
    }

    private static CaseFile.ProducerKey producerKey(String text) {
        String[] parts = text.split(":");
        if (parts.length != KEY_PARTS) {
            throw new WrongUse("--producer-key " + text + " (expected: service:key id:base64)");
        }
        return new CaseFile.ProducerKey(parts[0], parts[1], parts[2]);
    }

    private static String remark(Verification.Claim claim) {
        return switch (claim) {
            case LOG_KEYS -> "账本密钥仅为文件自称 / the log's key is only what the file claims (--log-key pins it)";
            case WITNESS_KEYS -> "见证人密钥仅为文件自称 / the witness's key is only what the file claims (--witness-key pins it)";
            case PRODUCER_KEYS ->
                "服务密钥仅为文件自称 / the services' keys are only what the file claims (--producer-key pins them)";
            case NO_WITNESS -> "无见证人联署 / no witness cosigned: only the log itself vouches for it";
        };
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
