package org.whistle.proof.tile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which tile: its hashes are {@code 8 * level} levels above the leaves.
 *
 * @param level 0 holds leaf hashes, 1 the roots of 256 leaves each, up to 7
 * @param number its place in its level, from the left
 * @param width how many of its 256 hashes there are; fewer at the growing edge only
 */
public record TileAddress(int level, long number, int width) {

    /** Hashes in a full tile. */
    public static final int FULL = 256;

    /** How many heights of the tree a tile covers. */
    public static final int HEIGHT = 8;

    private static final int LEVELS = 8;
    private static final long GROUP = 1_000;
    private static final Pattern GROUPS = Pattern.compile("((?:x\\d{3}/){0,5}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

    public TileAddress {
        if (level < 0 || level >= LEVELS || number < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("tile: level " + level + ", number " + number + ", width " + width
                    + " (expected: level 0 to 7, width 1 to 256)");
        }
    }

    /**
     * A tile as the tree of this size has it.
     *
     * @throws IllegalArgumentException for a tile that it does not have
     */
    public static TileAddress in(long treeSize, int level, long number) {
        long hashes = treeSize >> level * HEIGHT;
        long fullTiles = hashes / FULL;
        long width = number < fullTiles ? FULL : number == fullTiles ? hashes % FULL : 0;
        return new TileAddress(level, number, (int) width);
    }

    /** Whether it is complete, and so never changes again. */
    public boolean full() {
        return width == FULL;
    }

    /** {@code <level>/<number>[.p/<width>]}, the number in groups of three digits: {@code 0/x001/x234/067}. */
    public String path() {
        return level + "/" + numberPath();
    }

    /** The path without its level, as bundles of entries are addressed. */
    public String numberPath() {
        StringBuilder groups = new StringBuilder("%03d".formatted(number % GROUP));
        for (long rest = number / GROUP; rest > 0; rest /= GROUP) {
            groups.insert(0, "x%03d/".formatted(rest % GROUP));
        }
        return full() ? groups.toString() : groups + ".p/" + width;
    }

    /** Reads a path; empty for one that {@link #path} would not write. */
    public static Optional<TileAddress> parse(int level, String numberPath) {
        Matcher matcher = GROUPS.matcher(numberPath);
        if (level < 0 || level >= LEVELS || !matcher.matches()) {
            return Optional.empty();
        }
        int width = matcher.group(2) == null ? FULL : Integer.parseInt(matcher.group(2));
        if (width > FULL) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1).replaceAll("[x/]", ""));
        TileAddress address = new TileAddress(level, number, width);
        return Optional.of(address).filter(found -> found.numberPath().equals(numberPath));
    }
}
