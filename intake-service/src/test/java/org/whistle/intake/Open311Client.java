package org.whistle.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An app that speaks GeoReport v2; every answer in XML is validated against the schema. */
final class Open311Client {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Schema SCHEMA = schema();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String endpoint;

    Open311Client(int port) {
        endpoint = "http://localhost:" + port + "/open311/v2";
    }

    /** The form of a request: arguments and values in turn. */
    static String form(String... arguments) {
        return java.util.stream.IntStream.range(0, arguments.length / 2)
                .mapToObj(i -> encoded(arguments[2 * i]) + "=" + encoded(arguments[2 * i + 1]))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Answer get(String path) {
        return send(to(path).GET());
    }

    Answer post(String path, String form) {
        return post(path, form, Map.of());
    }

    Answer post(String path, String form, Map<String, String> headers) {
        HttpRequest.Builder request = to(path).header(
                        "Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        headers.forEach(request::header);
        return send(request);
    }

    /** As multipart, with a file called {@code media}. */
    Answer upload(String path, byte[] file, String... arguments) {
        String boundary = "b-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < arguments.length; i += 2) {
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + arguments[i]
                            + "\"\r\n\r\n" + arguments[i + 1] + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"media\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(to(path).header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    byte[] bytes(String url) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String endpoint() {
        return endpoint;
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(endpoint + path)).header("Accept-Language", "en");
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return Answer.of(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back, in the format asked for. */
    record Answer(HttpResponse<String> response, JsonNode json) {

        static Answer of(HttpResponse<String> response) {
            if (response.request().uri().getPath().endsWith(".json")) {
                assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json;charset=utf-8");
                return new Answer(response, JSON.readTree(response.body()));
            }
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/xml;charset=utf-8");
            assertValid(response.body());
            return new Answer(response, JSON.nullNode());
        }

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The one thing of a list of one. */
        JsonNode only() {
            assertThat(json.size()).as(response.body()).isEqualTo(1);
            return json.path(0);
        }

        String id() {
            assertThat(status()).as(response.body()).isEqualTo(200);
            return only().path("service_request_id").asString();
        }

        String error() {
            return json.path(0).path("description").asString("");
        }
    }

    static void assertValid(String xml) {
        try {
            assertThat(xml).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
            SCHEMA.newValidator().validate(new StreamSource(new StringReader(xml)));
        } catch (SAXException e) {
            throw new AssertionError(e.getMessage() + " in " + xml, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schema() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(Objects.requireNonNull(
                            Open311Client.class.getResource("/org/whistle/intake/open311/georeport.xsd")));
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    static String[] with(String[] arguments, String... more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }
}
