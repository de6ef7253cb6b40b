package org.whistle.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;

/** Takes the spans that services send by OTLP over HTTP, as a collector does. */
final class TraceCollector {

    private final HttpServer server;
    private final Map<String, Queue<Span>> byTrace = new ConcurrentHashMap<>();

    /** One span; {@code parent} is empty at the root. */
    record Span(String service, String name, String id, String parent) {}

    TraceCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    /** The services' settings; few traces are taken, since each costs them time. */
    Map<String, String> environment() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://localhost:" + server.getAddress().getPort(),
                "MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "0.001",
                "JDBC_DATASOURCEPROXY_ENABLED", "true");
    }

    List<Span> of(String trace) {
        return List.copyOf(byTrace.getOrDefault(trace, new ConcurrentLinkedQueue<>()));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            if (exchange.getRequestURI().getPath().equals("/v1/traces")) {
                ExportTraceServiceRequest.parseFrom(
                                packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody())
                        .getResourceSpansList()
                        .forEach(this::keep);
            }
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void keep(ResourceSpans spans) {
        String service = spans.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElseThrow();
        spans.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .forEach(span -> byTrace.computeIfAbsent(
                                hex(span.getTraceId().toByteArray()), _ -> new ConcurrentLinkedQueue<>())
                        .add(new Span(
                                service,
                                span.getName(),
                                hex(span.getSpanId().toByteArray()),
                                hex(span.getParentSpanId().toByteArray()))));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
