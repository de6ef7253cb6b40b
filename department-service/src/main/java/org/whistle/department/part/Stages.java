package org.whistle.department.part;

import java.util.List;
import org.whistle.events.FiledCondition;

/** The stages of a staged case: all but the last are completed one by one, the last by completing the part; pure. */
final class Stages {

    private Stages() {}

    /** Stages before the last one that are not done yet; none for an assistant, or where there is but one. */
    static List<FiledCondition> open(Assignment assignment) {
        List<FiledCondition> conditions = assignment.record().ticket().conditions();
        if (!assignment.part().lead()) {
            return List.of();
        }
        return conditions.subList(0, conditions.size() - 1).stream()
                .filter(condition -> !assignment.part().work().stagesDone().contains(condition.conditionCode()))
                .toList();
    }

    /** What completing the part has to show evidence for. */
    static FiledCondition last(Assignment assignment) {
        return assignment.record().ticket().conditions().getLast();
    }
}
