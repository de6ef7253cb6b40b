package org.whistle.events;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An event of any type with every field filled. */
final class SampleOf {

    private static final UUID ID = UUID.fromString("01980000-0000-7000-8000-000000000001");
    private static final Instant TIME = Instant.parse("2026-11-23T06:00:00.123456Z");

    private SampleOf() {}

    static Envelope envelope(Class<? extends EventPayload> type) {
        boolean reference = !CaseEvent.class.isAssignableFrom(type);
        return new Envelope(
                ID,
                "/intake-service",
                EventTypes.nameOf(type),
                reference ? "350999" : ID.toString(),
                TIME,
                "grid",
                "GRID_WORKER",
                "350999001001001",
                1,
                "request-1",
                1,
                ID,
                1,
                List.of((ClockChange) value(ClockChange.class)),
                type.cast(value(type)));
    }

    private static Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? List.of(value(generic.getActualTypeArguments()[0]))
                    : Map.of("nameZh", "井盖");
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        return Map.<Class<?>, Object>ofEntries(
                        Map.entry(UUID.class, ID),
                        Map.entry(Instant.class, TIME),
                        Map.entry(Duration.class, Duration.ofMinutes(90)),
                        Map.entry(String.class, "文字 \"text\" \n"),
                        Map.entry(boolean.class, true),
                        Map.entry(Boolean.class, true),
                        Map.entry(double.class, 26.631039),
                        Map.entry(int.class, 3),
                        Map.entry(Integer.class, 3),
                        Map.entry(long.class, 3L),
                        Map.entry(Long.class, 3L))
                .get(plain);
    }

    private static Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(components)
                    .map(component -> value(component.getGenericType()))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
