package org.whistle.audit.export;

/** Makes text safe for spreadsheets. */
final class Neutral {

    private static final String STARTS_A_FORMULA = "=+-@\t\r\n＝＋－＠";
    private static final int LONGEST_CELL = 32_767;

    private Neutral() {}

    /**
     * The text, or with an apostrophe before it where a spreadsheet would take it for a formula; without characters that
     * XML cannot hold, and no longer than a cell.
     */
    static String text(String text) {
        String plain = text.codePoints()
                .filter(Neutral::readable)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String safe = !plain.isEmpty() && STARTS_A_FORMULA.indexOf(plain.charAt(0)) >= 0 ? "'" + plain : plain;
        return safe.length() > LONGEST_CELL ? safe.substring(0, LONGEST_CELL) : safe;
    }

    /** Characters of XML 1.0. */
    private static boolean readable(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xd7ff)
                || (character >= 0xe000 && character <= 0xfffd)
                || character >= 0x10000;
    }
}
