package org.whistle.proof.tile;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Up to 256 entries in a row, each after its length as a big-endian uint16. */
public final class EntryBundle {

    /** The longest entry a bundle can hold, in bytes. */
    public static final int MAX_ENTRY = 65_535;

    private static final int LENGTH = 2;

    private EntryBundle() {}

    /**
     * Writes them.
     *
     * @throws IllegalArgumentException for an entry longer than {@link #MAX_ENTRY}
     */
    public static byte[] encode(List<byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > MAX_ENTRY) {
                throw new IllegalArgumentException(
                        "entry: " + entry.length + " bytes (expected: at most " + MAX_ENTRY + ")");
            }
            bytes.writeBytes(
                    ByteBuffer.allocate(LENGTH).putShort((short) entry.length).array());
            bytes.writeBytes(entry);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException where the bytes end within an entry
     */
    public static List<byte[]> decode(byte[] bundle) {
        ByteBuffer bytes = ByteBuffer.wrap(bundle);
        List<byte[]> entries = new ArrayList<>();
        try {
            while (bytes.hasRemaining()) {
                byte[] entry = new byte[Short.toUnsignedInt(bytes.getShort())];
                bytes.get(entry);
                entries.add(entry);
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("bundle: cut off after " + entries.size() + " entries", e);
        }
        return entries;
    }
}
