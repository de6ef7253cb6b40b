package org.whistle.replay.generate;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.whistle.replay.county.Condition;

/** What reporters write. */
final class Descriptions {

    private static final List<String> ROADS =
            List.of("观海路", "榕荫街", "渔港路", "灯塔巷", "鼓楼街", "文昌路", "松屿大道", "金沙路", "盐埕街", "龙潭路", "天后街", "滨海大道");

    private static final List<String> SPOTS = List.of(
            "中心小学门口",
            "农贸市场南门",
            "公交站旁",
            "第三幼儿园围墙外",
            "卫生院对面",
            "便民服务中心楼下",
            "老旧小区2号楼前",
            "口袋公园入口",
            "沿街店面前",
            "十字路口东北角",
            "菜鸟驿站门前",
            "旧码头停车场边");

    private static final List<String> ENDINGS = List.of(
            "请尽快处理。", "影响行人通行。", "附近居民多次反映。", "已经两天了。", "存在安全隐患，请派人查看。", "孩子上下学经过，请重视。", "麻烦安排处理，谢谢。", "早晚高峰影响较大。");

    private static final Map<String, List<String>> OPENINGS = Map.of(
            "E0110", List.of("垃圾桶满溢，生活垃圾堆到桶外", "有人把几袋厨余垃圾扔在墙角，已有异味"),
            "E0410", List.of("共享单车占满人行道", "二十多辆电动车乱停，盲道被挡"),
            "E0405", List.of("水果店把货摊摆到门线外两米", "五金店占着人行道加工门窗"),
            "E0406", List.of("三轮车占道卖早点", "路边摆摊占了一条非机动车道"),
            "E0112", List.of("路面有大片油污，电动车容易滑倒", "渣土车经过后满地泥沙"),
            "C0137", List.of("路灯连续几晚不亮", "一盏路灯时亮时灭"),
            "C0284", List.of("人行道地砖破损松动，下雨溅水", "盲道砖缺了好几块"),
            "E0108", List.of("有人从二楼拉线给电动车充电", "楼道口拖线板充电，线皮已经破了"),
            "E0301", List.of("工地夜里还在打桩", "凌晨仍有混凝土车进出，噪声很大"),
            "X0702", List.of("小区门口一位难求，车辆停满消防车道", "停车场临时提高收费"));

    private Descriptions() {}

    static String of(Condition condition, RandomGenerator random) {
        String place = Draws.one(ROADS, random) + (1 + random.nextInt(198)) + "号" + Draws.one(SPOTS, random);
        String fallback = "发现" + condition.nameZh() + "问题:" + condition.conditionZh();
        List<String> openings = OPENINGS.getOrDefault(condition.category(), List.of(fallback));
        return place + "," + Draws.one(openings, random) + "," + Draws.one(ENDINGS, random);
    }
}
