package org.whistle.verifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.note.Note;
import org.whistle.proof.note.NoteSigner;
import org.whistle.proof.note.VerifierKey;
import org.whistle.proof.tile.Tile;
import org.whistle.proof.tile.TileAddress;
import org.whistle.proof.tile.TileEdge;
import org.whistle.proof.tile.TileReader;
import org.whistle.proof.tile.TiledHashes;
import org.whistle.proof.tree.Consistency;
import org.whistle.proof.tree.Frontier;
import org.whistle.proof.tree.Hash;
import org.whistle.proof.tree.Inclusion;

/** A log as files that another language's libraries can judge. */
final class LogOnDisk {

    private static final int SIZE = 70_003;
    private static final List<Integer> SIZES =
            List.of(1, 2, 3, 7, 8, 200, 255, 256, 257, 1_000, 4_096, 65_535, 65_536, 65_537, SIZE);
    private static final int PROOFS_PER_SIZE = 1_600;

    private final Path directory;
    private final Random random = new Random(1);
    private final NoteSigner signer;
    private final List<Hash> leaves = new ArrayList<>();
    private final Map<String, Tile> full = new HashMap<>();
    private final List<String> proofs = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    private LogOnDisk(Path directory) {
        this.directory = directory;
        try {
            signer = new NoteSigner(
                    "whistle.example/audit/3",
                    VerifierKey.Type.NOTE,
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes one; answers how many proofs. */
    static int write(Path directory) throws IOException {
        return new LogOnDisk(directory).write();
    }

    private int write() throws IOException {
        Files.createDirectory(directory.resolve("checkpoints"));
        Files.writeString(directory.resolve("key"), signer.verifier() + "\n");
        TileEdge edge = new TileEdge();
        Frontier frontier = new Frontier();
        for (int index = 0; index < SIZE; index++) {
            leaves.add(Hash.ofLeaf(entry(index)));
            frontier.append(leaves.getLast());
            edge.append(leaves.getLast(), tile -> full.put(tile.level() + "/" + tile.number(), tile));
            if (SIZES.contains(index + 1)) {
                writeCheckpoint(frontier);
            }
        }
        SIZES.forEach(this::collectProofs);
        Files.write(directory.resolve("proofs"), proofs);
        Files.write(directory.resolve("refused"), refused);
        writeTiles();
        return proofs.size();
    }

    private void writeCheckpoint(Frontier frontier) throws IOException {
        String text = new Checkpoint(signer.verifier().name(), frontier.size(), frontier.root()).text();
        Note note = new Note(text, List.of(signer.sign(text, Instant.EPOCH)));
        Files.writeString(directory.resolve("checkpoints").resolve(String.valueOf(frontier.size())), note.toString());
    }

    private void collectProofs(int size) {
        TiledHashes hashes = new TiledHashes(reader(), size);
        Stream<Integer> indexes = size <= PROOFS_PER_SIZE
                ? IntStream.range(0, size).boxed()
                : random.ints(PROOFS_PER_SIZE, 0, size).boxed();
        indexes.forEach(index -> {
            String entry = Base64.getEncoder().encodeToString(entry(index));
            List<Hash> proof = Inclusion.prove(hashes, index, size);
            proofs.add(line("inclusion " + size + " " + index + " " + entry, proof));
            refused.add(line("inclusion " + size + " " + index + " " + spoilt(proof, entry), flipped(proof)));
        });
        for (int from : SIZES) {
            if (from < size) {
                List<Hash> proof = Consistency.prove(hashes, from, size);
                proofs.add(line("consistency " + from + " " + size, proof));
                refused.add(line("consistency " + from + " " + size, flipped(proof)));
            }
        }
    }

    private TileReader reader() {
        return address -> {
            Tile tile = full.get(address.level() + "/" + address.number());
            if (tile != null) {
                return tile.hashes().subList(0, address.width());
            }
            int first = (int) address.number() * TileAddress.FULL;
            return IntStream.range(first, first + address.width())
                    .mapToObj(index -> address.level() == 0
                            ? leaves.get(index)
                            : full.get(address.level() - 1 + "/" + index).root())
                    .toList();
        };
    }

    private void writeTiles() throws IOException {
        for (int level = 0; SIZE >> level * TileAddress.HEIGHT > 0; level++) {
            int hashes = SIZE >> level * TileAddress.HEIGHT;
            for (int number = 0; number * TileAddress.FULL < hashes; number++) {
                TileAddress address = TileAddress.in(SIZE, level, number);
                Path file = directory.resolve("tile").resolve(address.path());
                Files.createDirectories(file.getParent());
                Files.write(file, Tile.bytes(reader().tile(address)));
            }
        }
    }

    /** In a tree of one leaf there is no hash to flip, only the entry. */
    private static String spoilt(List<Hash> proof, String entry) {
        return proof.isEmpty() ? Base64.getEncoder().encodeToString(new byte[] {1}) : entry;
    }

    private List<Hash> flipped(List<Hash> proof) {
        List<Hash> flipped = new ArrayList<>(proof);
        if (!proof.isEmpty()) {
            int place = random.nextInt(proof.size());
            byte[] bytes = proof.get(place).bytes();
            bytes[random.nextInt(Hash.BYTES)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            flipped.set(place, Hash.of(bytes));
        }
        return flipped;
    }

    private static String line(String start, List<Hash> proof) {
        return Stream.concat(Stream.of(start), proof.stream().map(Hash::toString))
                .collect(Collectors.joining(" "));
    }

    private static byte[] entry(int index) {
        return ("{\"entry\":" + index + "}").getBytes(StandardCharsets.UTF_8);
    }
}
