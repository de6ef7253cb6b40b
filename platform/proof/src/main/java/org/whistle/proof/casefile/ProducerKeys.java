package org.whistle.proof.casefile;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Whose signature is under an event. */
record ProducerKeys(List<CaseFile.ProducerKey> keys) {

    /** The service whose key signed the bytes; empty when none of these did. */
    Optional<String> signer(byte[] entry, String signature) {
        int colon = signature.indexOf(':');
        return keys.stream()
                .filter(key -> colon > 0 && key.keyId().equals(signature.substring(0, colon)))
                .filter(key -> verifies(key, entry, signature.substring(colon + 1)))
                .map(CaseFile.ProducerKey::service)
                .findFirst();
    }

    private static boolean verifies(CaseFile.ProducerKey key, byte[] entry, String base64) {
        try {
            byte[] encoded = Base64.getDecoder().decode(key.publicKey());
            PublicKey publicKey = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(publicKey);
            signature.update(entry);
            return signature.verify(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
