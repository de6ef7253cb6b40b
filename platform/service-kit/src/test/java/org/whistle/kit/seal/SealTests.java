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
        byte[] sealed = seal.seal(PLAIN, CASE);

        assertThat(seal.open(sealed, CASE)).isEqualTo(PLAIN);
        assertThatIllegalStateException().isThrownBy(() -> seal.open(sealed, UUID.randomUUID()));
        assertThatIllegalStateException().isThrownBy(() -> Seal.of(key(2)).open(sealed, CASE));
    }

    @Test
    void aTouchedSealDoesNotOpen() {
        byte[] sealed = seal.seal(PLAIN, CASE);
        sealed[sealed.length - 1] ^= 1;

        assertThatIllegalStateException().isThrownBy(() -> seal.open(sealed, CASE));
    }

    @Test
    void theSameIsSealedDifferentlyEachTime() {
        assertThat(seal.seal(PLAIN, CASE)).isNotEqualTo(seal.seal(PLAIN, CASE));
    }

    @Test
    void aKeyHas32Bytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> Seal.of("c2hvcnQ="));
    }

    private static String key(int filling) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) filling);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
