package org.whistle.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** A report as one line of JSON, its numbers cut to four digits where they are no whole ones. */
public final class JsonLine {

    private static final MathContext DIGITS = new MathContext(4);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .addModule(new SimpleModule()
                    .addSerializer(double.class, new Short())
                    .addSerializer(Double.class, new Short()))
            .build();

    private JsonLine() {}

    /** Writes a record, its components in their order. */
    public static String of(Record report) {
        return JSON.writeValueAsString(report);
    }

    private static final class Short extends ValueSerializer<Double> {

        @Override
        public void serialize(Double value, JsonGenerator generator, SerializationContext context) {
            if (value.isNaN() || value.isInfinite()) {
                generator.writeNull();
            } else {
                BigDecimal cut = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
                generator.writeNumber(cut.scale() < 0 ? cut.setScale(0) : cut);
            }
        }
    }
}
