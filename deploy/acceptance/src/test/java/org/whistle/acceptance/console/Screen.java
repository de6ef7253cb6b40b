package org.whistle.acceptance.console;

/** The screens of the journeys, in CSS pixels. */
enum Screen {
    /** a phone, touched */
    PHONE(390, 844, true),
    /** a desk */
    DESK(1280, 800, false),
    /** 大屏, on a wall */
    WALL(1920, 1080, false);

    private final int width;
    private final int height;
    private final boolean touched;

    Screen(int width, int height, boolean touched) {
        this.width = width;
        this.height = height;
        this.touched = touched;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean touched() {
        return touched;
    }
}
