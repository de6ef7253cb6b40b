package org.whistle.audit.ledger.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.whistle.audit.ledger.checkpoint.StoredCheckpoint;
import org.whistle.audit.ledger.verification.LogFinding.Kind;
import org.whistle.proof.tile.Tile;
import org.whistle.proof.tile.TileAddress;
import org.whistle.proof.tile.TileEdge;
import org.whistle.proof.tree.Frontier;
import org.whistle.proof.tree.Hash;

/**
 * Recomputes the tree over the stored leaves and compares it with what is stored: each tile when it is full, each signed
 * root when its size is reached. If a later signed root matches, all leaves before it are correct, and an earlier difference
 * is in the tile or the checkpoint. If no later root matches, a leaf was changed between the last root that matched and the
 * first that did not; the tile shows which, unless it was rewritten too.
 */
final class TreeWalk {

    private final StoredTree stored;
    private final CheckpointTrail trail;
    private final Findings findings;
    private final Frontier frontier = new Frontier();
    private final TileEdge edge = new TileEdge();
    private final List<LogFinding> tileSuspects = new ArrayList<>();
    private final List<Long> missedRoots = new ArrayList<>();
    private long good;

    TreeWalk(StoredTree stored, CheckpointTrail trail, Findings findings) {
        this.stored = stored;
        this.trail = trail;
        this.findings = findings;
    }

    void leaf(Hash leaf) {
        frontier.append(leaf);
        edge.append(leaf, this::compare);
        trail.at(frontier.size()).ifPresent(this::compare);
    }

    Hash root() {
        return frontier.root();
    }

    /** Missing leaves, read from their full tiles; empty where one of these tiles is missing. */
    Optional<List<Hash>> remembered(long from, long to) {
        List<Hash> leaves = new ArrayList<>();
        for (long index = from; index < to; index++) {
            Optional<StoredTree.StoredTile> tile = stored.tile(0, index / TileAddress.FULL);
            if (tile.isEmpty()) {
                return Optional.empty();
            }
            leaves.add(tile.get().hashes().get((int) (index % TileAddress.FULL)));
        }
        return Optional.of(leaves);
    }

    private void compare(StoredCheckpoint checkpoint) {
        if (checkpoint.root().equals(frontier.root())) {
            good = checkpoint.size();
            tileSuspects.forEach(findings::add);
            tileSuspects.clear();
            missedRoots.forEach(size -> findings.add(new LogFinding(
                    null, Kind.CHECKPOINT_FORGED, "size " + size + ": another root than that of its leaves")));
            missedRoots.clear();
        } else if (missedRoots.size() < Findings.MOST) {
            missedRoots.add(checkpoint.size());
        }
    }

    private void compare(Tile computed) {
        Optional<StoredTree.StoredTile> found = stored.tile(computed.level(), computed.number());
        long first = computed.number() * TileAddress.FULL << computed.level() * TileAddress.HEIGHT;
        if (found.isEmpty()) {
            findings.add(LogFinding.at(first, Kind.TILE_MISSING, "tile " + computed.level() + "/" + computed.number()));
        } else if (!found.get().hashes().equals(computed.hashes())) {
            suspect(computed, first, found.get().hashes());
        } else if (!found.get().root().equals(computed.root())) {
            findings.add(LogFinding.at(
                    first, Kind.TILE_CHANGED, "root of tile " + computed.level() + "/" + computed.number()));
        }
    }

    private void suspect(Tile computed, long first, List<Hash> hashes) {
        int place = 0;
        while (hashes.get(place).equals(computed.hashes().get(place))) {
            place++;
        }
        long leaf = first + ((long) place << computed.level() * TileAddress.HEIGHT);
        LogFinding suspect = LogFinding.at(
                leaf, Kind.TILE_CHANGED, "tile %d/%d, hash %d".formatted(computed.level(), computed.number(), place));
        if (leaf < good) {
            findings.add(suspect);
        } else if (tileSuspects.size() < Findings.MOST) {
            tileSuspects.add(suspect);
        }
    }

    /** What no later root has cleared. */
    void end() {
        if (missedRoots.isEmpty()) {
            tileSuspects.forEach(findings::add);
            return;
        }
        long missed = missedRoots.getFirst();
        String range = "between leaf %d and %d, signed sizes %d and %d".formatted(good, missed - 1, good, missed);
        tileSuspects.stream()
                .map(LogFinding::index)
                .filter(Objects::nonNull)
                .filter(leaf -> leaf >= good && leaf < missed)
                .min(Long::compare)
                .ifPresentOrElse(
                        leaf -> findings.add(LogFinding.at(leaf, Kind.LEAF_REWRITTEN, range)),
                        () -> findings.add(LogFinding.at(good, Kind.LOG_REWRITTEN, range)));
    }
}
