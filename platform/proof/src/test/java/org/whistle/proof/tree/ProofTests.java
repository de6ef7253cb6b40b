package org.whistle.proof.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofTests {

    private static final int SIZES = 70;

    private final Leaves leaves = Leaves.of(SIZES);

    @Test
    void everyLeafIsProvenInEverySize() {
        for (int size = 1; size <= SIZES; size++) {
            for (int index = 0; index < size; index++) {
                List<Hash> proof = Inclusion.prove(leaves, index, size);
                assertThat(includes(index, size, proof)).isTrue();
                assertThat(includes((index + 1) % size, size, proof)).isEqualTo(size == 1);
                assertThat(Inclusion.holds(leaf(index), index, size, proof, Hash.EMPTY))
                        .isFalse();
                assertThat(Inclusion.holds(Hash.EMPTY, index, size, proof, leaves.root(size)))
                        .isFalse();
            }
        }
    }

    @Test
    void noBitOfAnInclusionMayDiffer() {
        for (int size : List.of(2, 7, 8, 33, 70)) {
            for (int index = 0; index < size; index++) {
                List<Hash> proof = Inclusion.prove(leaves, index, size);
                for (List<Hash> wrong : spoilt(proof)) {
                    assertThat(includes(index, size, wrong)).isFalse();
                }
            }
        }
    }

    @Test
    void everyTreeIsTheBeginningOfEveryLaterOne() {
        for (int to = 0; to <= SIZES; to++) {
            for (int from = 0; from <= to; from++) {
                List<Hash> proof = Consistency.prove(leaves, from, to);
                assertThat(consistent(from, to, proof)).isTrue();
                assertThat(Consistency.holds(from, leaves.root(from), to, Hash.ofNode(Hash.EMPTY, Hash.EMPTY), proof))
                        .isEqualTo(from == 0 && to > 0);
                assertThat(Consistency.holds(from, Hash.ofNode(Hash.EMPTY, Hash.EMPTY), to, leaves.root(to), proof))
                        .isFalse();
            }
        }
    }

    @Test
    void noBitOfAConsistencyMayDiffer() {
        for (int to : List.of(2, 7, 8, 33, 70)) {
            for (int from = 1; from < to; from++) {
                List<Hash> proof = Consistency.prove(leaves, from, to);
                for (List<Hash> wrong : spoilt(proof)) {
                    assertThat(consistent(from, to, wrong)).isFalse();
                }
                assertThat(consistent(from, to, List.of())).isFalse();
            }
        }
    }

    @Test
    void anotherHistoryIsNoBeginning() {
        List<Hash> changed = new ArrayList<>(leaves.hashes());
        changed.set(3, Hash.EMPTY);
        Leaves other = new Leaves(changed);
        for (int from = 4; from < SIZES; from++) {
            List<Hash> proof = Consistency.prove(other, from, SIZES);
            assertThat(Consistency.holds(from, leaves.root(from), SIZES, other.root(SIZES), proof))
                    .isFalse();
        }
    }

    @Test
    void whatTheTreeDoesNotHaveIsNotProven() {
        assertThatIllegalArgumentException().isThrownBy(() -> Inclusion.prove(leaves, 5, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> Inclusion.prove(leaves, -1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> Consistency.prove(leaves, 6, 5));
        assertThat(Inclusion.holds(leaf(5), 5, 5, List.of(), leaves.root(5))).isFalse();
        assertThat(Consistency.holds(6, leaves.root(6), 5, leaves.root(5), List.of()))
                .isFalse();
    }

    private boolean includes(int index, int size, List<Hash> proof) {
        return Inclusion.holds(leaf(index), index, size, proof, leaves.root(size));
    }

    private boolean consistent(int from, int to, List<Hash> proof) {
        return Consistency.holds(from, leaves.root(from), to, leaves.root(to), proof);
    }

    private Hash leaf(int index) {
        return leaves.hashes().get(index);
    }

    /** Each with one bit flipped, one without its last hash, one with a hash too many. */
    private static List<List<Hash>> spoilt(List<Hash> proof) {
        List<List<Hash>> spoilt = new ArrayList<>();
        for (int place = 0; place < proof.size(); place++) {
            byte[] bytes = proof.get(place).bytes();
            bytes[place % Hash.BYTES] ^= (byte) (1 << place % 8);
            List<Hash> flipped = new ArrayList<>(proof);
            flipped.set(place, Hash.of(bytes));
            spoilt.add(flipped);
        }
        spoilt.add(proof.subList(0, proof.size() - 1));
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(Hash.EMPTY);
        spoilt.add(longer);
        return spoilt;
    }
}
