package org.whistle.proof.casefile;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.whistle.proof.signature.Ed25519;

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
            return new Ed25519.Verifier(Ed25519.ofX509(encoded))
                    .verifies(entry, Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
