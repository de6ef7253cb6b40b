package org.whistle.kit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealTests {

    private static final UUID CASE = UUID.randomUUID();
    private static final byte[] PLAIN = "13800000000".getBytes(StandardCharsets.UTF_8);

    private final Seal seal = Seal.of(key(1));

    @Test
    void whatIsSealedOpensForItsCaseAlone() {
        Seal.Sealed hidden = seal.seal(PLAIN, CASE);

        assertThat(seal.open(hidden, CASE)).hasValue(PLAIN);
        assertThatIllegalStateException().isThrownBy(() -> seal.open(hidden, UUID.randomUUID()));
        assertThat(Seal.of(key(2)).open(hidden, CASE)).isEmpty();
    }

    @Test
    void aNewKeyBeforeTheOldOneSealsAndBothOpen() {
        Seal.Sealed before = seal.seal(PLAIN, CASE);
        Seal both = Seal.of(key(2) + "\n" + key(1) + "\n");

        Seal.Sealed after = both.seal(PLAIN, CASE);

        assertThat(both.open(before, CASE)).hasValue(PLAIN);
        assertThat(both.open(after, CASE)).hasValue(PLAIN);
        assertThat(Seal.of(key(2)).open(after, CASE)).hasValue(PLAIN);
        assertThat(seal.open(after, CASE)).isEmpty();
    }

    @Test
    void aTouchedSealDoesNotOpen() {
        Seal.Sealed hidden = seal.seal(PLAIN, CASE);
        hidden.bytes()[hidden.bytes().length - 1] ^= 1;

        assertThatIllegalStateException().isThrownBy(() -> seal.open(hidden, CASE));
    }

    @Test
    void theSameIsSealedDifferentlyEachTime() {
        assertThat(seal.seal(PLAIN, CASE).bytes())
                .isNotEqualTo(seal.seal(PLAIN, CASE).bytes());
    }

    @Test
    void aKeyHas32Bytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> Seal.of("c2hvcnQ="));
        assertThatIllegalArgumentException().isThrownBy(() -> Seal.of("\n"));
    }

    private static String key(int filling) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) filling);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
