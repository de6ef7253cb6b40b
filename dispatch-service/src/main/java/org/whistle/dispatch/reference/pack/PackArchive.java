package org.whistle.dispatch.reference.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Unpacks an uploaded pack in memory, within limits. */
public final class PackArchive {

    private static final int MOST_ENTRIES = 50;
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_BYTES_OF_A_FILE = 16 << 20;
    private static final int MOST_LINES = 200_000;

    private PackArchive() {}

    /**
     * Answers the files by their names; one folder around all of them is taken off.
     *
     * @throws BadPackArchiveException for what is not a zip, leaves its folder, or is too large
     */
    public static Map<String, byte[]> unzip(byte[] zip) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        int entries = 0;
        long left = MOST_BYTES;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw new BadPackArchiveException("entries: more than " + MOST_ENTRIES);
                }
                String name = safeName(entry.getName());
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] bytes = in.readNBytes((int) left + 1);
                left -= bytes.length;
                if (left < 0) {
                    throw new BadPackArchiveException("unzipped size: more than " + MOST_BYTES + " bytes");
                }
                if (bytes.length > MOST_BYTES_OF_A_FILE) {
                    throw new BadPackArchiveException(
                            "size of '" + name + "': more than " + MOST_BYTES_OF_A_FILE + " bytes");
                }
                if (lines(bytes) > MOST_LINES) {
                    throw new BadPackArchiveException("lines of '" + name + "': more than " + MOST_LINES);
                }
                if (files.put(name, bytes) != null) {
                    throw new BadPackArchiveException("entry '" + name + "' appears twice");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BadPackArchiveException("not a zip archive: " + e.getMessage());
        }
        if (files.isEmpty()) {
            throw new BadPackArchiveException("not a zip archive, or an empty one");
        }
        return withoutFolder(files);
    }

    /** The same files with every account's user name in place of its person's name, which no check needs. */
    public static Map<String, byte[]> withoutPeople(Map<String, byte[]> files) {
        Map<String, byte[]> without = new LinkedHashMap<>(files);
        without.computeIfPresent(
                PackFile.ACCOUNTS.fileName(),
                (_, accounts) -> CsvEdit.withColumn(PackSources.text(accounts), "name", "username")
                        .getBytes(StandardCharsets.UTF_8));
        return without;
    }

    /** Ended by LF, CR or both. */
    private static int lines(byte[] bytes) {
        int lines = 1;
        for (int i = 0; i < bytes.length; i++) {
            lines += bytes[i] == '\n' || bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n') ? 1 : 0;
        }
        return lines;
    }

    private static String safeName(String name) {
        boolean leaves = name.startsWith("/")
                || name.contains("\\")
                || name.contains(":")
                || name.contains("\0")
                || ("/" + name + "/").contains("/../");
        if (leaves || name.isBlank()) {
            throw new BadPackArchiveException("entry '" + name + "' (expected: a file name, or folder/file name)");
        }
        return name;
    }

    private static Map<String, byte[]> withoutFolder(Map<String, byte[]> files) {
        String first = files.keySet().iterator().next();
        String folder = first.substring(0, first.indexOf('/') + 1);
        if (folder.isEmpty() || !files.keySet().stream().allMatch(name -> name.startsWith(folder))) {
            return files;
        }
        Map<String, byte[]> inside = new LinkedHashMap<>();
        files.forEach((name, bytes) -> inside.put(name.substring(folder.length()), bytes));
        return inside;
    }
}
