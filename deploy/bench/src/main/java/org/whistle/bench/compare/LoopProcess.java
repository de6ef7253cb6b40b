package org.whistle.bench.compare;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The closed loop as a process of nine user tasks in BPMN 2.0, which any engine reads. */
final class LoopProcess {

    /** The process's key. */
    static final String KEY = "loop";

    /** The tasks in order; starting the process is not a task. */
    static final List<String> TASKS =
            List.of("report", "escalate", "ticket", "file", "dispatch", "accept", "complete", "check", "confirm");

    private LoopProcess() {}

    /** The whole document. */
    static String bpmn() {
        StringBuilder xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="bench">
                  <process id="loop" isExecutable="true">
                    <startEvent id="start"/>
                """);
        String before = "start";
        for (String task : TASKS) {
            xml.append("<userTask id=\"%s\" name=\"%s\"/>".formatted(task, task));
            xml.append(flow(before, task));
            before = task;
        }
        return xml.append("<endEvent id=\"end\"/>")
                .append(flow(before, "end"))
                .append("</process></definitions>")
                .toString();
    }

    private static String flow(String from, String to) {
        return "<sequenceFlow id=\"to-%s\" sourceRef=\"%s\" targetRef=\"%s\"/>".formatted(to, from, to);
    }

    /** What a case is, as variables of the process. */
    static Map<String, Object> facts(long number) {
        return new TreeMap<>(Map.of(
                "caseNumber",
                "35099920261201%06d".formatted(number),
                "category",
                "E0110",
                "description",
                "垃圾桶外堆放垃圾，第 " + number + " 号，请尽快处理",
                "longitude",
                119.874270,
                "latitude",
                26.631039,
                "grid",
                "350999001001001"));
    }

    /** What a task's person decided. */
    static Map<String, Object> decision(String task) {
        return new TreeMap<>(Map.of(task + "By", "account-of-" + task, task + "Note", "现场核查，已处置到位。"));
    }
}
