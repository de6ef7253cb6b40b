package org.whistle.proof.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519Tests {

    private static final HexFormat HEX = HexFormat.of();
    private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    /** RFC 8032, 7.1: tests 1 to 3. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60, d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '', e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
            4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb, 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72, 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
            c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7, fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82, 6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
            """)
    void theVectorsOfTheStandard(String secret, String key, String message, String signature)
            throws GeneralSecurityException {
        Ed25519.Signer signer = new Ed25519.Signer(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, HEX.parseHex(secret))));
        Ed25519.Verifier verifier = new Ed25519.Verifier(Ed25519.publicKey(HEX.parseHex(key)));

        assertThat(signer.sign(HEX.parseHex(message))).asHexString().isEqualToIgnoringCase(signature);
        assertThat(verifier.verifies(HEX.parseHex(message), HEX.parseHex(signature)))
                .isTrue();
    }

    @Test
    void theJdkMakesTheSameSignaturesAndVerifiesOurs() throws GeneralSecurityException {
        Random random = new Random(1);
        for (int length = 0; length < 40; length++) {
            KeyPair pair = pair();
            byte[] message = new byte[length * 37];
            random.nextBytes(message);
            Signature other = Signature.getInstance("Ed25519");
            other.initSign(pair.getPrivate());
            other.update(message);

            byte[] ours = new Ed25519.Signer(pair.getPrivate()).sign(message);

            assertThat(ours).isEqualTo(other.sign());
            assertThat(new Ed25519.Verifier(pair.getPublic()).verifies(message, ours))
                    .isTrue();
        }
    }

    @Test
    void aChangedBitOrLengthIsNoSignature() throws GeneralSecurityException {
        KeyPair pair = pair();
        byte[] message = {1, 2, 3};
        byte[] signature = new Ed25519.Signer(pair.getPrivate()).sign(message);
        Ed25519.Verifier verifier = new Ed25519.Verifier(pair.getPublic());

        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verifier.verifies(message, changed)).isFalse();
        }
        assertThat(verifier.verifies(new byte[] {1, 2}, signature)).isFalse();
        assertThat(verifier.verifies(message, Arrays.copyOf(signature, 63))).isFalse();
        assertThat(verifier.verifies(message, Arrays.copyOf(signature, 65))).isFalse();
        assertThat(verifier.verifies(message, new byte[0])).isFalse();
        assertThat(new Ed25519.Verifier(pair().getPublic()).verifies(message, signature))
                .isFalse();
    }

    /**
     * A holder of the key can add the point of order two to a signature's point. Some verifiers accept part of these; ours, the
     * JDK's, the browser's and Go's accept none, so that all verifiers agree about a ledger.
     */
    @Test
    void aSignatureWithAPointOutsideThePrimeOrderGroupIsNone() throws GeneralSecurityException {
        KeyPair pair = pair();
        byte[] key = Ed25519.bare(pair.getPublic());
        for (int i = 0; i < 16; i++) {
            byte[] message = {(byte) i};
            byte[] twisted =
                    twisted(((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow(), key, message);
            Signature other = Signature.getInstance("Ed25519");
            other.initVerify(pair.getPublic());
            other.update(message);

            assertThat(new Ed25519.Verifier(pair.getPublic()).verifies(message, twisted))
                    .isEqualTo(other.verify(twisted))
                    .isFalse();
        }
    }

    /** RFC 8032, 5.1.6, with -R·(x, y) = (-x, -y) in place of R: R plus the point (0, -1). */
    private static byte[] twisted(byte[] seed, byte[] key, byte[] message) throws GeneralSecurityException {
        byte[] expanded = MessageDigest.getInstance("SHA-512").digest(seed);
        byte[] scalar = Arrays.copyOf(expanded, 32);
        scalar[0] &= (byte) 248;
        scalar[31] = (byte) (scalar[31] & 127 | 64);
        BigInteger nonce = hashed(Arrays.copyOfRange(expanded, 32, 64), message);
        KeyFactory keys = KeyFactory.getInstance("Ed25519");
        byte[] honest = new Ed25519.Signer(
                        keys.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)))
                .sign(message);
        byte[] point = Arrays.copyOf(honest, 32);
        boolean odd = (point[31] & 128) != 0;
        point[31] &= 127;
        byte[] other = littleEndian(PRIME.subtract(number(point)));
        other[31] |= (byte) (odd ? 0 : 128);
        BigInteger s =
                nonce.add(hashed(other, key, message).multiply(number(scalar))).mod(ORDER);
        byte[] signature = Arrays.copyOf(other, 64);
        System.arraycopy(littleEndian(s), 0, signature, 32, 32);
        return signature;
    }

    private static BigInteger hashed(byte[]... parts) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return number(digest.digest()).mod(ORDER);
    }

    private static BigInteger number(byte[] littleEndian) {
        byte[] bigEndian = new byte[littleEndian.length];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[i] = littleEndian[bigEndian.length - 1 - i];
        }
        return new BigInteger(1, bigEndian);
    }

    private static byte[] littleEndian(BigInteger number) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    /** The point of order one, of order two, and bytes that are no point. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0200000000000000000000000000000000000000000000000000000000000000"
            })
    void aKeyOutsideThePrimeOrderGroupIsRefused(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> Ed25519.publicKey(HEX.parseHex(key)));
    }

    @Test
    void keysOfAnotherKindAreRefused() throws GeneralSecurityException {
        KeyPair other = KeyPairGenerator.getInstance("Ed448").generateKeyPair();

        assertThatIllegalArgumentException().isThrownBy(() -> new Ed25519.Signer(other.getPrivate()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ed25519.Verifier(other.getPublic()));
        assertThatIllegalArgumentException().isThrownBy(() -> Pem.privateKey(Pem.of(other.getPrivate())));
        assertThatIllegalArgumentException().isThrownBy(() -> Pem.publicKey("-----BEGIN PUBLIC KEY-----\nAAAA\n"));
        assertThatIllegalArgumentException().isThrownBy(() -> Ed25519.publicKey(new byte[31]));
    }

    @Test
    void signaturesAreCounted() throws GeneralSecurityException {
        KeyPair pair = pair();
        long made = Ed25519.made();
        long verified = Ed25519.verified();

        byte[] signature = new Ed25519.Signer(pair.getPrivate()).sign(new byte[1]);
        new Ed25519.Verifier(pair.getPublic()).verifies(new byte[1], signature);

        assertThat(Ed25519.made() - made).isEqualTo(1);
        assertThat(Ed25519.verified() - verified).isEqualTo(1);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }
}
