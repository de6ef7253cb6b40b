package org.whistle.testing;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the Ed25519 signatures that this JVM makes and verifies, while it is the first provider of them; the JDK's own
 * provider does the work. Signatures that a test makes itself, to publish an event, count too.
 */
final class SignatureCounter extends Provider {

    private static final long serialVersionUID = 1;
    private static final String NAME = "WhistleSignatureCounter";
    private static final AtomicLong MADE = new AtomicLong();
    private static final AtomicLong VERIFIED = new AtomicLong();

    private SignatureCounter() {
        super(NAME, "1", "counts Ed25519 signatures");
        putService(new Service(this, "Signature", "Ed25519", Counted.class.getName(), null, null) {

            @Override
            public Object newInstance(@org.jspecify.annotations.Nullable Object parameter)
                    throws NoSuchAlgorithmException {
                return new Counted();
            }
        });
    }

    static void install() {
        if (Security.getProvider(NAME) == null) {
            Security.insertProviderAt(new SignatureCounter(), 1);
        }
    }

    static void remove() {
        Security.removeProvider(NAME);
    }

    static long made() {
        return MADE.get();
    }

    static long verified() {
        return VERIFIED.get();
    }

    private static final class Counted extends SignatureSpi {

        private final Signature real;

        private Counted() throws NoSuchAlgorithmException {
            try {
                real = Signature.getInstance("Ed25519", "SunEC");
            } catch (NoSuchProviderException e) {
                throw new NoSuchAlgorithmException(e);
            }
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            real.initVerify(key);
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            real.initSign(key);
        }

        @Override
        protected void engineUpdate(byte value) throws SignatureException {
            real.update(value);
        }

        @Override
        protected void engineUpdate(byte[] values, int offset, int length) throws SignatureException {
            real.update(values, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            MADE.incrementAndGet();
            return real.sign();
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            VERIFIED.incrementAndGet();
            return real.verify(signature);
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException("parameter: " + name + " (expected: none)");
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException("parameter: " + name + " (expected: none)");
        }
    }
}
