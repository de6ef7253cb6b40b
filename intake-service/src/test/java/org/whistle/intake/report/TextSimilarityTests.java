package org.whistle.intake.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextSimilarityTests {

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(delimiter = '|', textBlock = """
            垃圾桶外堆放垃圾   | 垃圾桶外堆放垃圾     | 1
            垃圾桶外堆放垃圾   | 垃圾桶边堆放垃圾     | 0.667
            垃圾桶外堆放垃圾   | 路灯不亮             | 0
            路灯不亮，晚上很黑 | 路灯不亮。晚上 很黑！ | 1
            井盖缺失           | 井盖破损             | 0.333
            Lamp out           | LAMP OUT!            | 1
            井                 | 井                   | 1
            井                 | 井盖                 | 0
            𠮷𠮷林             | 𠮷林                 | 0.667
            ''                 | ''                   | 0
            ！！               | ！！                 | 0
            """)
    void isTheSharedShareOfNeighbouringCharacters(String one, String other, double similarity) {
        assertThat(TextSimilarity.of(one, other)).isCloseTo(similarity, within(0.001));
        assertThat(TextSimilarity.of(other, one)).isCloseTo(similarity, within(0.001));
    }
}
