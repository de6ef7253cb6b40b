package org.whistle.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopProcessTests {

    @Test
    void nineTasksFollowEachOtherFromStartToEnd() {
        String bpmn = LoopProcess.bpmn();

        assertThat(bpmn.split("<userTask ", -1)).hasSize(10);
        assertThat(bpmn)
                .contains("sourceRef=\"start\" targetRef=\"report\"", "sourceRef=\"confirm\" targetRef=\"end\"")
                .contains("sourceRef=\"file\" targetRef=\"dispatch\"");
    }
}
