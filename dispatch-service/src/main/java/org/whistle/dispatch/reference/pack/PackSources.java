package org.whistle.dispatch.reference.pack;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.whistle.door.PlainText;
import tools.jackson.databind.JsonNode;

/** The texts of a pack's files; what is missing, unknown or not UTF-8 is already noted. */
final class PackSources {

    static final String NOT_PLAIN = "control characters (expected: text)";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Map<PackFile, String> texts = new EnumMap<>(PackFile.class);

    private PackSources() {}

    static PackSources of(Map<String, byte[]> files, Problems problems) {
        PackSources sources = new PackSources();
        files.forEach((name, bytes) -> PackFile.named(name)
                .ifPresentOrElse(
                        file -> sources.decode(file, bytes, problems),
                        () -> problems.add(name, 1, "unknown file (expected: one of the files of a pack)")));
        Arrays.stream(PackFile.values())
                .filter(file -> file.required() && !files.containsKey(file.fileName()))
                .forEach(file -> problems.add(file, 1, "the file is missing"));
        return sources;
    }

    Optional<String> text(PackFile file) {
        return Optional.ofNullable(texts.get(file));
    }

    /** What is known to be UTF-8, without a byte order mark. */
    static String text(byte[] bytes) {
        return withoutMark(new String(bytes, StandardCharsets.UTF_8));
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private void decode(PackFile file, byte[] bytes, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        if (decoder.decode(in, out, true).isError()) {
            problems.add(
                    file,
                    lineAt(bytes, in.position()),
                    isGbk(bytes) ? "not UTF-8, but GBK (expected: saved as CSV UTF-8)" : "not UTF-8");
            return;
        }
        String text = out.flip().toString();
        int line = 1;
        for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); line++) {
            if (!PlainText.isPlain(lines.next())) {
                problems.add(file, line, NOT_PLAIN);
            }
        }
        texts.put(file, withoutMark(text));
    }

    /** Whether no text in it, however it is written, has control characters. */
    static boolean isPlain(JsonNode node) {
        return node.isString()
                ? PlainText.isPlain(node.asString())
                : node.valueStream().allMatch(PackSources::isPlain);
    }

    /** What spreadsheet programs in Chinese save a table as, unless asked otherwise. */
    private static boolean isGbk(byte[] bytes) {
        try {
            Charset.forName("GBK").newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static int lineAt(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
