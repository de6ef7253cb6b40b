package org.whistle.dispatch.reference.pack;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.whistle.dispatch.reference.pack.Pack.Category;
import org.whistle.dispatch.reference.pack.Pack.Condition;
import org.whistle.dispatch.reference.pack.Pack.County;
import org.whistle.dispatch.reference.pack.Pack.Grid;
import org.whistle.dispatch.reference.pack.Pack.Kind;
import org.whistle.events.ReferenceEvent.StagedRecord;
import org.whistle.events.code.AutoDispatch;

/** Turns a pack into the records its desks get: field names are the CSV headers in camelCase. */
final class PackRecords {

    private PackRecords() {}

    static List<Kind> of(Pack pack) {
        return List.of(
                new Kind("county", List.of(county(pack.county()))),
                new Kind(
                        "jurisdictions",
                        pack.jurisdictions().stream()
                                .map(each -> staged(
                                        each.code(),
                                        names(
                                                each.nameZh(),
                                                each.nameEn(),
                                                "level",
                                                each.level().name())))
                                .toList()),
                new Kind("grids", pack.grids().stream().map(PackRecords::grid).toList()),
                new Kind(
                        "units",
                        pack.units().stream()
                                .map(each -> staged(
                                        each.code(),
                                        names(
                                                each.nameZh(),
                                                each.nameEn(),
                                                "kind",
                                                each.kind().name(),
                                                "group",
                                                each.group())))
                                .toList()),
                new Kind(
                        "rosters",
                        pack.rosters().stream()
                                .map(each -> staged(
                                        each.unit() + "/" + each.duty(),
                                        Map.of(
                                                "unit",
                                                each.unit(),
                                                "duty",
                                                each.duty().name(),
                                                "account",
                                                each.account())))
                                .toList()),
                new Kind(
                        "conditions",
                        pack.categories().stream()
                                .flatMap(category ->
                                        category.conditions().stream().map(each -> condition(category, each)))
                                .toList()),
                new Kind(
                        "holidays",
                        pack.holidays().stream()
                                .map(each -> staged(
                                        each.date().toString(),
                                        names(
                                                each.nameZh(),
                                                each.nameEn(),
                                                "kind",
                                                each.kind().name())))
                                .toList()),
                new Kind(
                        "limits",
                        pack.limits().stream()
                                .map(each -> staged(
                                        each.clock().name(),
                                        Map.of(
                                                "limit",
                                                each.limit().amount(),
                                                "unit",
                                                each.limit().unit().name())))
                                .toList()),
                new Kind(
                        "moves",
                        pack.moves().stream()
                                .map(each -> staged(each.from(), Map.of("to", each.to())))
                                .toList()),
                new Kind(
                        "components",
                        pack.components().stream().map(PackRecords::component).toList()),
                new Kind(
                        "policies",
                        pack.policies().stream().map(PackRecords::policy).toList()));
    }

    private static StagedRecord county(County county) {
        Map<String, @Nullable Object> fields = names(
                county.nameZh(),
                county.nameEn(),
                "timeZone",
                county.timeZone().getId(),
                "locale",
                county.locale(),
                "minimumStreetWeight",
                county.minimumStreetWeight(),
                "workingSlots",
                county.workingSlots().stream()
                        .map(slot -> Map.of(
                                "from", slot.from().toString(), "to", slot.to().toString()))
                        .toList(),
                "calendarVersion",
                county.calendarVersion());
        if (county.minimumStreetWeightSource() != null) {
            fields.put("minimumStreetWeightSource", county.minimumStreetWeightSource());
        }
        return staged(county.code(), fields);
    }

    private static StagedRecord grid(Grid grid) {
        return staged(
                grid.code(),
                names(
                        grid.nameZh(),
                        grid.nameEn(),
                        "polygon",
                        grid.polygon().stream()
                                .map(ring -> ring.stream()
                                        .map(point -> List.of(point.longitude(), point.latitude()))
                                        .toList())
                                .toList()));
    }

    private static StagedRecord condition(Category category, Condition condition) {
        Map<String, @Nullable Object> fields = names(
                category.nameZh(),
                category.nameEn(),
                "category",
                category.code(),
                "conditionZh",
                condition.conditionZh(),
                "conditionEn",
                condition.conditionEn(),
                "handleLimit",
                condition.handle().amount(),
                "handleUnit",
                condition.handle().unit().name(),
                "closingCriterionZh",
                condition.closingCriterionZh(),
                "acceptLimit",
                condition.accept().amount(),
                "acceptUnit",
                condition.accept().unit().name(),
                "urgent",
                condition.urgent(),
                "evidence",
                condition.evidence().name(),
                "leadUnit",
                condition.leadUnit(),
                "assistingUnits",
                condition.assistingUnits(),
                "source",
                condition.source());
        fields.put("stage", condition.stage());
        if (category.duplicateRadius() != null) {
            fields.put("duplicateRadius", category.duplicateRadius());
        }
        if (condition.autoDispatch() != AutoDispatch.NONE) {
            fields.put("autoDispatch", condition.autoDispatch().name());
        }
        return staged(condition.code(), fields);
    }

    private static StagedRecord component(Component component) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("category", component.category());
        fields.put("owner", component.owner());
        fields.put("longitude", component.position().longitude());
        fields.put("latitude", component.position().latitude());
        if (component.nameZh() != null) {
            fields.put("nameZh", component.nameZh());
        }
        if (component.nameEn() != null) {
            fields.put("nameEn", component.nameEn());
        }
        return staged(component.id(), fields);
    }

    private static StagedRecord policy(Pack.Policy policy) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("policy", policy.code());
        fields.put("validFrom", policy.validFrom().toString());
        fields.put("subject", policy.subject().name());
        fields.put("parts", weights(policy.parts()));
        Pack.Policy.OfUnits more = policy.ofUnits();
        if (more != null) {
            fields.put("streetWeight", more.streetWeight());
            fields.put("marks", weights(more.marks()));
            fields.put("deductions", weights(more.deductions()));
            fields.put("deductionsMost", more.deductionsMost());
            fields.put("bonusMost", more.bonusMost());
            fields.put("fewestRatings", more.fewestRatings());
        }
        return staged(policy.code() + "/" + policy.subject(), fields);
    }

    /** As in the file, so that a record can be put back as it was read. */
    private static List<String> weights(Map<? extends Enum<?>, Double> weights) {
        return weights.entrySet().stream()
                .map(weight -> weight.getKey().name() + ":"
                        + BigDecimal.valueOf(weight.getValue())
                                .stripTrailingZeros()
                                .toPlainString())
                .toList();
    }

    private static Map<String, @Nullable Object> names(String nameZh, String nameEn, Object... more) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("nameZh", nameZh);
        fields.put("nameEn", nameEn);
        for (int i = 0; i < more.length; i += 2) {
            fields.put((String) more[i], more[i + 1]);
        }
        return fields;
    }

    private static StagedRecord staged(String code, Map<String, ? extends @Nullable Object> fields) {
        return new StagedRecord(code, new LinkedHashMap<>(fields));
    }
}
