package org.whistle.clock;

import java.util.List;
import java.util.stream.Collectors;

/** The same words in both languages. */
record Phrase(String zh, String en) {

    Phrase then(Phrase more) {
        return then(more.zh, more.en);
    }

    Phrase then(String moreZh, String moreEn) {
        return new Phrase(zh + moreZh, en + moreEn);
    }

    static Phrase list(List<Phrase> phrases) {
        return new Phrase(
                phrases.stream().map(Phrase::zh).collect(Collectors.joining("、")),
                phrases.stream().map(Phrase::en).collect(Collectors.joining(", ")));
    }
}
