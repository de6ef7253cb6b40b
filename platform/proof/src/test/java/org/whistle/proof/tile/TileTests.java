package org.whistle.proof.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whistle.proof.tree.Consistency;
import org.whistle.proof.tree.Frontier;
import org.whistle.proof.tree.Hash;
import org.whistle.proof.tree.Inclusion;
import org.whistle.proof.tree.Leaves;

class TileTests {

    private static final int SIZE = 66_000;

    /** Only what a ledger stores: full tiles, and leaves. */
    private static final class Store implements TileReader {

        private final Map<String, Tile> full = new HashMap<>();
        private final List<Hash> leaves;

        private Store(List<Hash> leaves) {
            this.leaves = leaves;
        }

        @Override
        public List<Hash> tile(TileAddress address) {
            Tile tile = full.get(address.level() + "/" + address.number());
            if (tile != null) {
                return tile.hashes().subList(0, address.width());
            }
            long first = address.number() * TileAddress.FULL;
            return IntStream.range(0, address.width())
                    .mapToObj(place -> below(address.level(), first + place))
                    .toList();
        }

        private Hash below(int level, long index) {
            return level == 0
                    ? leaves.get((int) index)
                    : full.get(level - 1 + "/" + index).root();
        }

        void keep(Tile tile) {
            full.put(tile.level() + "/" + tile.number(), tile);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, 0/000",
        "0, 67, 256, 0/067",
        "3, 1234067, 256, 3/x001/x234/067",
        "0, 1000, 1, 0/x001/000.p/1",
        "1, 5, 255, 1/005.p/255"
    })
    void aTileHasAPath(int level, long number, int width, String path) {
        TileAddress address = new TileAddress(level, number, width);
        assertThat(address.path()).isEqualTo(path);
        assertThat(TileAddress.parse(level, address.numberPath())).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "0000",
                "x000/001",
                "001.p/0",
                "001.p/256",
                "001.p/01",
                "001.p/999",
                "x1/001",
                "001/002",
                "-01"
            })
    void anyOtherPathIsNone(String path) {
        assertThat(TileAddress.parse(0, path)).isEmpty();
    }

    @Test
    void aTreeHasOnlyTheTilesOfItsSize() {
        assertThat(TileAddress.in(256, 0, 0).full()).isTrue();
        assertThat(TileAddress.in(257, 0, 1).width()).isEqualTo(1);
        assertThat(TileAddress.in(65_537, 1, 0).full()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> TileAddress.in(256, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> TileAddress.in(256, 0, Long.MAX_VALUE));
    }

    @Test
    void proofsComeFromFullTilesAndTheLeavesAtTheEdge() {
        Leaves leaves = Leaves.of(SIZE);
        Store store = new Store(leaves.hashes());
        TileEdge edge = new TileEdge();
        Frontier frontier = new Frontier();
        Map<Long, Hash> roots = new HashMap<>();
        for (Hash leaf : leaves.hashes()) {
            edge.append(leaf, store::keep);
            frontier.append(leaf);
            roots.put(frontier.size(), frontier.root());
        }
        assertThat(store.full).hasSize(SIZE / 256 + 1);
        for (long size : List.of(1L, 255L, 256L, 257L, 65_535L, 65_536L, 65_537L, (long) SIZE)) {
            TiledHashes hashes = new TiledHashes(store, size);
            Hash root = roots.get(size);
            assertThat(Frontier.of(hashes, size).root()).isEqualTo(root);
            for (long index : List.of(0L, size / 3, size - 1)) {
                List<Hash> proof = Inclusion.prove(hashes, index, size);
                assertThat(Inclusion.holds(leaves.hashes().get((int) index), index, size, proof, root))
                        .isTrue();
            }
            for (long from : List.of(1L, size / 2 + 1, size)) {
                List<Hash> proof = Consistency.prove(hashes, from, size);
                assertThat(Consistency.holds(from, roots.get(from), size, root, proof))
                        .isTrue();
            }
        }
    }

    @Test
    void anEdgeReadBackGoesOnAsBefore() {
        Leaves leaves = Leaves.of(SIZE);
        Store store = new Store(leaves.hashes());
        TileEdge edge = new TileEdge();
        for (Hash leaf : leaves.hashes()) {
            edge.append(leaf, store::keep);
            if (edge.size() % 7_919 == 0 || edge.size() == 65_536) {
                edge = TileEdge.of(store, edge.size());
            }
        }
        assertThat(edge.size()).isEqualTo(SIZE);
        assertThat(store.full.get("1/0").root()).isEqualTo(leaves.subtree(16, 0));
    }

    @Test
    void aShortTileIsNoticed() {
        TiledHashes hashes = new TiledHashes(_ -> List.of(), 10);
        assertThatIllegalStateException().isThrownBy(() -> hashes.subtree(0, 3));
    }

    @Test
    void bytesOfATileAreItsHashesInARow() {
        List<Hash> hashes = Leaves.of(3).hashes();
        assertThat(Tile.bytes(hashes)).hasSize(96);
        assertThat(Tile.hashes(Tile.bytes(hashes))).isEqualTo(hashes);
    }

    @Test
    void aBundleHoldsEntriesUpToTheirLargestSize() {
        List<byte[]> entries = List.of(new byte[0], new byte[] {1, 2, 3}, new byte[65_535]);
        byte[] bundle = EntryBundle.encode(entries);
        assertThat(bundle).startsWith(0, 0, 0, 3, 1, 2, 3, 0xff, 0xff);
        List<byte[]> decoded = EntryBundle.decode(bundle);
        assertThat(decoded).hasSize(3);
        assertThat(decoded.get(2)).isEqualTo(entries.get(2));
        assertThatIllegalArgumentException().isThrownBy(() -> EntryBundle.encode(List.of(new byte[65_536])));
        assertThatIllegalArgumentException().isThrownBy(() -> EntryBundle.decode(new byte[] {0, 4, 1}));
    }
}
