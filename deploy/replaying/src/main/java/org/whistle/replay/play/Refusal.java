package org.whistle.replay.play;

import org.whistle.replay.script.Act;

/** A step that the system refused for good; the rest of its script is left out. */
public record Refusal(String script, Act act, String message) {}
