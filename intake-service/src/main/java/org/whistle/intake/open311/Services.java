package org.whistle.intake.open311;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.whistle.intake.open311.Answer.Fields;
import org.whistle.intake.open311.Answer.FieldsBuilder;
import org.whistle.intake.open311.Answer.Items;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.Reference.Condition;

/** The county's categories as services; what a category's conditions leave open is asked as an attribute. */
@Component
public class Services {

    /** The attribute that asks which of a category's conditions it is. */
    static final String CONDITION = "CONDITION";

    private final Open311Properties properties;
    private final Open311Messages wording;

    Services(Open311Properties properties, Open311Messages wording) {
        this.properties = properties;
        this.wording = wording;
    }

    /** Every service, by its code. */
    public Answer list(Reference county, Locale locale) {
        TreeMap<String, List<Condition>> categories = new TreeMap<>(
                county.conditions().values().stream().collect(Collectors.groupingBy(Condition::category)));
        return Answer.list(
                "services",
                "service",
                categories.keySet().stream()
                        .filter(category -> !properties.confidential(category))
                        .map(category -> service(category, county, locale))
                        .toList());
    }

    /**
     * What is asked about a service.
     *
     * @throws Open311Exception 404 for an unknown one
     */
    public Answer definition(String code, Reference county, Locale locale) {
        List<Condition> conditions = offered(code, county);
        return new Answer(
                "service_definition",
                new FieldsBuilder()
                        .with("service_code", code)
                        .with(
                                "attributes",
                                new Items(
                                        "attribute",
                                        asks(conditions) ? List.of(attribute(conditions, locale)) : List.of()))
                        .build());
    }

    /** The conditions of a service that may be asked for. */
    List<Condition> offered(String code, Reference county) {
        List<Condition> conditions = properties.confidential(code) ? List.of() : county.conditionsOf(code);
        if (conditions.isEmpty()) {
            throw Open311Exception.of(404, "NOT_FOUND", "service_code");
        }
        return conditions;
    }

    static String nameOf(Condition condition, Locale locale) {
        return english(locale) ? condition.nameEn() : condition.nameZh();
    }

    static boolean english(Locale locale) {
        return locale.getLanguage().equals("en");
    }

    /** Stages of one work follow each other; only conditions that exclude each other are a question. */
    static boolean asks(List<Condition> conditions) {
        return conditions.size() > 1 && conditions.stream().allMatch(condition -> condition.stage() == null);
    }

    private Fields service(String category, Reference county, Locale locale) {
        List<Condition> conditions = county.conditionsOf(category);
        Condition first = conditions.getFirst();
        Reference.Unit unit = county.units().get(first.leadUnit());
        return new FieldsBuilder()
                .with("service_code", category)
                .with("service_name", nameOf(first, locale))
                .with(
                        "description",
                        conditions.stream()
                                .map(condition -> conditionOf(condition, locale))
                                .distinct()
                                .collect(Collectors.joining(english(locale) ? "; " : "；")))
                .with("metadata", asks(conditions))
                .with("type", "realtime")
                .with(
                        "keywords",
                        Stream.of(first.nameZh(), first.nameEn()).distinct().collect(Collectors.joining(", ")))
                .with("group", unit == null ? null : english(locale) ? unit.nameEn() : unit.nameZh())
                .build();
    }

    private Fields attribute(List<Condition> conditions, Locale locale) {
        return new FieldsBuilder()
                .with("variable", true)
                .with("code", CONDITION)
                .with("datatype", "singlevaluelist")
                .with("required", false)
                .with("datatype_description", wording.of("CONDITION_HELP", locale))
                .with("order", 1)
                .with("description", wording.of("CONDITION_QUESTION", locale))
                .with(
                        "values",
                        new Items(
                                "value",
                                conditions.stream()
                                        .map(condition -> new FieldsBuilder()
                                                .with("key", condition.code())
                                                .with("name", conditionOf(condition, locale))
                                                .build())
                                        .toList()))
                .build();
    }

    private static String conditionOf(Condition condition, Locale locale) {
        return english(locale) ? condition.conditionEn() : condition.conditionZh();
    }
}
