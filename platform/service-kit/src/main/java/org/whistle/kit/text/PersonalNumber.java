package org.whistle.kit.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which numbers lead to a person, by their digits and by the words beside them: resident identity numbers and telephones. */
final class PersonalNumber {

    private static final int LONGEST = 19;
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10x98765432";

    /** From this year on a date inside a long number may be that of a work order: then only the check digit decides. */
    private static final int WORK_ORDERS_SINCE = 2020;

    private static final Pattern IDENTITY =
            Pattern.compile("[1-8]\\d{5}(18|19|20)\\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])\\d{3}[\\dx]");
    private static final Pattern OLD_IDENTITY =
            Pattern.compile("[1-8]\\d{7}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])\\d{3}");
    private static final Pattern MOBILE = Pattern.compile("(?:(?:00)?86|0|17951|12593)?1[3-9]\\d{9}");
    private static final Pattern LANDLINE = Pattern.compile(
            "(?:(?:00)?86)?0(?:10|2\\d|[3-9]\\d{2})[2-9]\\d{6,7}|(?:00)?86(?:10|2\\d|[3-9]\\d{2})[2-9]\\d{6,7}");
    private static final Pattern SERVICE = Pattern.compile("[48]00\\d{7}");
    private static final Pattern LOCAL = Pattern.compile("[2-9]\\d{6,7}");

    /** How telephones are grouped, with lengths as they are read; a country or area code may precede. */
    private static final Pattern GROUPS = Pattern.compile(
            "(?:[1245]/)?(?:11|12|13|15|16|3/4/4|3/3/5|3/5/3|4/4/3|4/3/4|3/8|8/3|4/7|7/4|5/6|6/5|2/3/3/3|3/2/2/2/2|3/4/2/2"
                    + "|1/1/1/1/1/1/1/1/1/1/1)");

    private static final Pattern LANDLINE_GROUPS =
            Pattern.compile("(?:[24]/)?(?:[234]/)?(?:[78]|9|1\\d|[34]/4|4/[34]|3/3/2|3/2/2)");
    private static final Pattern SERVICE_GROUPS = Pattern.compile("10|3/3/4|3/4/3|3/7|4/3/3|4/6|5/5");
    private static final Pattern LOCAL_GROUPS = Pattern.compile("[78]|[34]/4|4/3");

    /** Words before a number of a thing, and after it. */
    private static final Pattern OF_A_THING =
            Pattern.compile("(?:工单|案件|案卷|案号|单号|受理单|受理编号|受理号|派单|流水|订单|运单|快递单|批次|合同|发票|档案|编号|编码|杆|路灯|井盖|部件|设备|资产"
                    + "|电表|水表|气表|仪表|表号|户号|箱号|变压器|配电箱|条码|二维码|序列号|车架号|票号|文号"
                    + "|(?<![a-z])(?:meter|lamp|pole|order|ticket|serial|sn))"
                    + "(?:编号|编码|号码|号)?(?:\\s|[a-z:#.是为=_(-])*$");

    private static final Pattern THING_AFTER =
            Pattern.compile("^(?:\\s|\\))*[号#]?(?:灯杆|路灯|电杆|杆|井盖|部件|设备|电表|水表|气表|燃气表|表箱|变压器|配电箱|工单|案件|订单)");

    private static final String NAMED = "(?:人|方式|编号|号码|号|我|他|她|no|number)*(?:\\s|[:#.是为=_(+-])*";
    private static final String IDENTITY_WORDS = "身份证|证件|居民证|公民身份";
    private static final String TELEPHONE_WORDS = "电话|手机|座机|固话|联系|来电|致电|回电|拨打|(?<![a-z])(?:tel|phone|mobile|call)";
    private static final Pattern OF_A_PERSON = Pattern.compile(
            "(?:" + IDENTITY_WORDS + "|" + TELEPHONE_WORDS + ")" + NAMED + "(?:no|number)?" + "(?:\\s|[:#.])*$");
    private static final Pattern IDENTITY_BEFORE = Pattern.compile("(?:" + IDENTITY_WORDS + ")" + NAMED + "$");
    private static final Pattern TELEPHONE_BEFORE =
            Pattern.compile("(?:" + TELEPHONE_WORDS + ")" + NAMED + "(?:[0-9*()-]{3,16}(?:\\s|[、,/;或和])+)*$");

    private PersonalNumber() {}

    /**
     * Up to which of the groups, the first included, they are one such number; -1 where they are none.
     *
     * @param groups digits, without the separators between them; an identity number may end in x
     */
    static int lastGroup(List<String> groups, String before, String after) {
        StringBuilder digits = new StringBuilder();
        for (int last = 0; last < groups.size() && digits.length() < LONGEST; last++) {
            digits.append(groups.get(last));
            String lengths = groups.subList(0, last + 1).stream()
                    .map(group -> String.valueOf(group.length()))
                    .collect(Collectors.joining("/"));
            if (personal(digits.toString(), lengths, before)) {
                boolean thing = OF_A_THING.matcher(before).find()
                        || last == groups.size() - 1
                                && THING_AFTER.matcher(after).find();
                return thing && !OF_A_PERSON.matcher(before).find() ? -1 : last;
            }
        }
        return -1;
    }

    private static boolean personal(String written, String lengths, String before) {
        String digits = written.endsWith("x") ? written.substring(0, written.length() - 1) : written;
        return identity(written, before)
                || MOBILE.matcher(digits).matches() && GROUPS.matcher(lengths).matches()
                || LANDLINE.matcher(digits).matches()
                        && LANDLINE_GROUPS.matcher(lengths).matches()
                || SERVICE.matcher(digits).matches()
                        && SERVICE_GROUPS.matcher(lengths).matches()
                || LOCAL.matcher(digits).matches()
                        && LOCAL_GROUPS.matcher(lengths).matches()
                        && TELEPHONE_BEFORE.matcher(before).find();
    }

    private static boolean identity(String digits, String before) {
        if (OLD_IDENTITY.matcher(digits).matches()) {
            return IDENTITY_BEFORE.matcher(before).find();
        }
        return IDENTITY.matcher(digits).matches()
                && (Integer.parseInt(digits.substring(6, 10)) < WORK_ORDERS_SINCE
                        || checked(digits)
                        || IDENTITY_BEFORE.matcher(before).find());
    }

    private static boolean checked(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return CHECKS.charAt(sum % 11) == digits.charAt(17);
    }
}
