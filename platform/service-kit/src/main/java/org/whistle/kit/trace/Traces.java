package org.whistle.kit.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Traces across threads and services, as W3C {@code traceparent} values (Trace Context, level 1). */
@Component
public class Traces {

    /** The header of HTTP requests and of Kafka records. */
    public static final String HEADER = "traceparent";

    private final Tracer tracer;
    private final Propagator propagator;

    /** Traces with these. */
    public Traces(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** The value of this thread's span; absent without one. */
    public @Nullable String current() {
        Span span = tracer.currentSpan();
        return span == null ? null : parentOf(span);
    }

    /** The value with which others continue a span. */
    public @Nullable String parentOf(Span span) {
        Map<String, String> headers = new HashMap<>();
        propagator.inject(span.context(), headers, (_, key, value) -> headers.put(key, value));
        return headers.get(HEADER);
    }

    /** The {@code traceparent} of a record's sender. */
    public static @Nullable String of(ConsumerRecord<byte[], byte[]> message) {
        Header header = message.headers().lastHeader(HEADER);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Starts a span below what {@code traceparent} names; to be ended by the caller. */
    public Span start(String name, Span.Kind kind, @Nullable String traceparent) {
        Map<String, String> headers = traceparent == null ? Map.of() : Map.of(HEADER, traceparent);
        return propagator
                .extract(headers, (_, key) -> headers.get(key))
                .name(name)
                .kind(kind)
                .start();
    }

    /** Does work in a span below what {@code traceparent} names. */
    public void continued(String name, @Nullable String traceparent, Runnable work) {
        Span span = start(name, Span.Kind.CONSUMER, traceparent);
        try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
            work.run();
        } catch (RuntimeException e) {
            span.error(e);
            throw e;
        } finally {
            span.end();
        }
    }
}
