package org.whistle.kit.text;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Free text on its way into events, which nobody can erase: numbers and addresses that lead to a person are masked first
 * (events.md). They are looked for in the {@link Spelling} of the text, independent of character width and separators;
 * numbers of things, such as work orders, lamp posts and meters, stay.
 */
public final class FreeText {

    private static final String MASK = "***";

    /** How many characters before a number are searched for what the number is of. */
    private static final int BESIDE = 40;

    /** Mail addresses, plates (一车一号), names in messengers; the group is what goes. */
    private static final List<Pattern> NAMES = List.of(
            Pattern.compile("([\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,4})"),
            Pattern.compile("((?=.{2}[·. -]?(?:[^0-9]?[0-9]){3})[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-np-z][·. -]?"
                    + "[a-hj-np-z0-9]{4}(?:[a-hj-np-z0-9][a-hj-np-z0-9挂学警港澳]|[a-hj-np-z0-9挂学警港澳]))(?![a-z0-9])"),
            Pattern.compile("(?<![a-z0-9])(wxid_[a-z0-9]{6,30})"),
            Pattern.compile("(?:微信|薇信|威信|v信|(?<![a-z])(?:weixin|wechat|wx|vx|qq))(?:号码|号|id)?(?:\\s|[:是为=])*"
                    + "(?!wechat|weixin)((?<![a-z])[a-z][a-z0-9_-]{5,19}|\\d{5,11})(?![a-z0-9_-])"));

    /** Eleven digits written as words. */
    private static final Pattern SPOKEN =
            Pattern.compile("(?<![〇零一二三四五六七八九幺])([一幺][三四五六七八九][〇零一二三四五六七八九幺]{9})(?![〇零一二三四五六七八九幺])");

    private static final Pattern DIGITS = Pattern.compile("\\d+(?:[ ().·_/-]{1,3}\\d+)*+x?");
    private static final Pattern GROUP = Pattern.compile("\\d+x?");

    private FreeText() {}

    /** The text with such numbers as stars. */
    public static String screened(String text) {
        Seen seen = Seen.of(text);
        for (Pattern pattern : NAMES) {
            seen = seen.without(pattern);
        }
        seen = seen.without(SPOKEN);
        Matcher found = DIGITS.matcher(seen.folded());
        StringBuilder masked = new StringBuilder();
        int from = 0;
        while (found.find()) {
            List<MatchResult> groups = GROUP.matcher(found.group()).results().toList();
            for (int first = 0; first < groups.size(); first++) {
                int start = found.start() + groups.get(first).start();
                int last = PersonalNumber.lastGroup(
                        groups.subList(first, groups.size()).stream()
                                .map(MatchResult::group)
                                .toList(),
                        seen.folded().substring(Math.max(0, start - BESIDE), start),
                        seen.folded().substring(found.end()));
                if (last >= 0) {
                    int end = found.start() + groups.get(first + last).end();
                    masked.append(seen.text(), from, seen.at(start)).append(MASK);
                    from = seen.after(end);
                    first += last;
                }
            }
        }
        return masked.append(seen.text().substring(from)).toString();
    }

    /**
     * A text beside its spelling.
     *
     * @param places where in the text each character of the spelling begins, and the text's end
     */
    private record Seen(String text, String folded, int[] places) {

        static Seen of(String text) {
            StringBuilder folded = new StringBuilder();
            List<Integer> places = new java.util.ArrayList<>();
            for (int at = 0; at < text.length(); ) {
                int end = at + Character.charCount(text.codePointAt(at));
                String one = text.substring(at, end);
                String plain = one.isBlank() ? " " : Spelling.folded(one);
                for (int i = 0; i < plain.length(); i++) {
                    places.add(at);
                }
                folded.append(plain);
                at = end;
            }
            places.add(text.length());
            return new Seen(
                    text,
                    folded.toString(),
                    places.stream().mapToInt(Integer::intValue).toArray());
        }

        int at(int place) {
            return places[place];
        }

        /** The end of the character before; what cannot be seen after it stays. */
        int after(int place) {
            int last = places[place - 1];
            return last + Character.charCount(text.codePointAt(last));
        }

        Seen without(Pattern pattern) {
            StringBuilder masked = new StringBuilder();
            int from = 0;
            Matcher found = pattern.matcher(folded);
            while (found.find()) {
                masked.append(text, from, at(found.start(1))).append(MASK);
                from = after(found.end(1));
            }
            return from == 0 ? this : of(masked.append(text.substring(from)).toString());
        }
    }
}
