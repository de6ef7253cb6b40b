package org.whistle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.whistle.intake.IntakeDesk.COMMUNITY;
import static org.whistle.intake.IntakeDesk.GRID_WORKER;
import static org.whistle.intake.Open311Client.form;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.whistle.events.AdminEvent;
import org.whistle.events.EventCodec;
import org.whistle.events.code.Role;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import tools.jackson.databind.JsonNode;

@DeskTest
@TestPropertySource(properties = {"whistle.open311.confidential-categories=E05", "whistle.open311.type=test"})
class Open311IntegrationTests {

    private static final TestGrant SECURITY = TestGrant.of(Role.SECURITY_ADMIN, "350999");
    private static final List<String> REQUEST_FIELDS = List.of(
            "service_request_id",
            "status",
            "status_notes",
            "service_name",
            "service_code",
            "description",
            "agency_responsible",
            "service_notice",
            "requested_datetime",
            "updated_datetime",
            "expected_datetime",
            "address",
            "address_id",
            "zipcode",
            "lat",
            "long",
            "media_url");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private IntakeDesk desk;
    private Open311Client client;

    @BeforeEach
    void county() {
        desk = new IntakeDesk(port);
        client = new Open311Client(port);
        if (grid().isEmpty()) {
            IntakeDesk.publishCounty();
        }
        await().untilAsserted(() -> assertThat(grid()).isNotEmpty());
    }

    private JsonNode grid() {
        return desk.get("grid", GRID_WORKER, "/grids?contains=119.005,26.005").body();
    }

    @Test
    void discoverySaysWhereAndWhat() {
        JsonNode file = client.get("/discovery.json").json();
        client.get("/discovery.xml");

        assertThat(file.propertyNames()).containsExactly("changeset", "contact", "key_service", "endpoints");
        JsonNode endpoint = file.path("endpoints").path(0);
        assertThat(endpoint.propertyNames()).containsExactly("specification", "url", "changeset", "type", "formats");
        assertThat(endpoint.path("specification").asString()).isEqualTo("http://wiki.open311.org/GeoReport_v2");
        assertThat(endpoint.path("type").asString()).isEqualTo("test");
        assertThat(endpoint.path("formats").valueStream().map(JsonNode::asString))
                .containsExactly("text/xml", "application/json");
        assertThat(file.path("changeset").asString()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d");
    }

    @Test
    void servicesAreTheCategoriesAndAskWhatTheirConditionsLeaveOpen() {
        JsonNode services = client.get("/services.json?jurisdiction_id=350999").json();
        client.get("/services.xml");

        assertThat(services.valueStream()
                        .map(service -> service.path("service_code").asString()))
                .containsExactly("E0110", "E0210");
        assertThat(services).allSatisfy(service -> {
            assertThat(service.propertyNames())
                    .containsExactly(
                            "service_code", "service_name", "description", "metadata", "type", "keywords", "group");
            assertThat(service.path("type").asString()).isEqualTo("realtime");
            assertThat(service.path("service_name").asString()).isEqualTo("Category");
            assertThat(service.path("group").asString()).isEqualTo("Sanitation");
            JsonNode definition = client.get(
                            "/services/" + service.path("service_code").asString() + ".json")
                    .json();
            assertThat(service.path("metadata").asBoolean())
                    .isEqualTo(!definition.path("attributes").isEmpty());
        });
    }

    @Test
    void aDefinitionHasEveryFieldOfTheTable() {
        JsonNode definition = client.get("/services/E0210.json").json();
        client.get("/services/E0210.xml");
        client.get("/services/E0110.xml");

        assertThat(definition.path("service_code").asString()).isEqualTo("E0210");
        JsonNode attribute = definition.path("attributes").path(0);
        assertThat(attribute.propertyNames())
                .containsExactly(
                        "variable",
                        "code",
                        "datatype",
                        "required",
                        "datatype_description",
                        "order",
                        "description",
                        "values");
        assertThat(attribute.path("variable").isBoolean()).isTrue();
        assertThat(attribute.path("order").isInt()).isTrue();
        assertThat(attribute
                        .path("values")
                        .valueStream()
                        .map(value -> value.path("key").asString()))
                .containsExactly("E0210-1", "E0210-2");
    }

    @Test
    void aRequestIsACaseAndHasEveryFieldOfTheTable() {
        String key = key();
        String form = garbage(key, "垃圾成堆 13812345678\n<b>路口</b> & \"旁\"");
        Open311Client.Answer posted = client.post("/requests.json", form);
        client.post("/requests.xml", form);

        assertThat(posted.only().propertyNames()).containsExactly("service_request_id", "service_notice", "account_id");
        JsonNode request = client.get("/requests/" + posted.id() + ".json").only();
        client.get("/requests/" + posted.id() + ".xml");
        assertThat(request.propertyNames()).containsExactlyElementsOf(REQUEST_FIELDS);
        assertThat(request.path("status").asString()).isEqualTo("open");
        assertThat(request.path("status_notes").asString()).isEqualTo("Reported; the community will look at it");
        assertThat(request.path("description").asString()).isEqualTo("垃圾成堆 ***\n<b>路口</b> & \"旁\"");
        assertThat(request.path("agency_responsible").asString()).isEqualTo("Guanlan");
        assertThat(request.path("lat").isNumber()).isTrue();
        assertThat(request.path("lat").asDouble()).isEqualTo(26.005);
        assertThat(request.path("address_id").asString()).isEqualTo(IntakeDesk.GRID);
        assertThat(request.path("expected_datetime").isNull()).isTrue();
        assertThat(OffsetDateTime.parse(request.path("requested_datetime").asString())
                        .getOffset())
                .hasToString("+08:00");
        IntakeDesk.Answer found = desk.get("community", COMMUNITY, "/cases/" + caseId(posted.id()));
        assertThat(found.text("source")).isEqualTo("OPEN311");
        assertThat(found.actions()).contains("request-verification").doesNotContain("start-handling");
    }

    @Test
    void aConditionChosenIsTheCases() {
        Open311Client.Answer posted = client.post(
                "/requests.json",
                form(
                        "api_key",
                        key(),
                        "service_code",
                        "E0210",
                        "lat",
                        "26.005",
                        "long",
                        "119.005",
                        "attribute[CONDITION]",
                        "E0210-2"));

        assertThat(desk.get("community", COMMUNITY, "/cases/" + caseId(posted.id()))
                        .text("conditionCode"))
                .isEqualTo("E0210-2");
    }

    @Test
    void anAddressIsLocatedByADeskAndAGridNeedsNoPosition() {
        String key = key();
        String byAddress = client.post(
                        "/requests.json", form("api_key", key, "service_code", "E0110", "address_string", "海滨路 8 号"))
                .id();
        String byGrid = client.post(
                        "/requests.json", form("api_key", key, "service_code", "E0110", "address_id", IntakeDesk.GRID))
                .id();

        JsonNode addressed = client.get("/requests/" + byAddress + ".json").only();
        client.get("/requests/" + byAddress + ".xml");
        assertThat(addressed.path("address").asString()).isEqualTo("海滨路 8 号");
        assertThat(addressed.path("lat").isNull()).isTrue();
        assertThat(desk.get("dispatcher", TestGrant.of(Role.DISPATCHER, "350999"), "/cases?desk=unlocated")
                        .body()
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("caseNumber").asString()))
                .contains(byAddress);
        assertThat(client.get("/requests/" + byGrid + ".json")
                        .only()
                        .path("address_id")
                        .asString())
                .isEqualTo(IntakeDesk.GRID);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    service_code=E9999&lat=26.005&long=119.005 | 404 | service_code: Not found
                    service_code=E0501&lat=26.005&long=119.005 | 404 | service_code: Not found
                    lat=26.005&long=119.005 | 400 | service_code: Required
                    service_code=E0110 | 400 | lat: lat and long, address_string or address_id is needed
                    service_code=E0110&lat=26.005 | 400 | long: lat and long are needed together
                    service_code=E0110&lat=&long=&address_string= | 400 | lat: lat and long, address_string or address_id is needed
                    service_code=E0110&lat=27&long=120 | 400 | lat: The position is outside the area
                    service_code=E0110&lat=91&long=119.005 | 400 | lat: Not in the right form
                    service_code=E0110&lat=NaN&long=119.005 | 400 | lat: Not in the right form
                    service_code=E0110&lat=1e400&long=119.005 | 400 | lat: Not in the right form
                    service_code=E0110&lat=north&long=119.005 | 400 | lat: Not in the right form
                    service_code=E0110&address_id=999999999999999 | 400 | lat: The area of this key needs a position
                    service_code=E0110&address_id=350999001001999 | 400 | address_id: There is no such grid
                    service_code=E0110&address_id=7 | 400 | address_id: Not in the right form
                    service_code=E0110&lat=26.005&long=119.005&media_url=javascript:alert(1) | 400 | media_url: Not in the right form
                    service_code=E0110&lat=26.005&long=119.005&email=nobody | 400 | email: Not in the right form
                    service_code=E0110&lat=26.005&long=119.005&phone=%00 | 400 | phone: Not in the right form
                    service_code=E0110&lat=26.005&long=119.005&description=a%00b | 400 | description: Not in the right form
                    service_code=E0110&lat=26.005&long=119.005&description=a&description=b | 400 | description: Only one value is possible
                    service_code=E0210&lat=26.005&long=119.005&attribute[CONDITION]=E0110-1 | 400 | attribute[CONDITION]: The service has no such choice
                    service_code=E0210&lat=26.005&long=119.005&attribute[COLOUR]=red | 400 | attribute[COLOUR]: The service has no such attribute
                    service_code=E0110&lat=26.005&long=119.005&jurisdiction_id=110101 | 404 | jurisdiction_id: Not found
                    """)
    void badRequestsAreToldInBothFormatsAndChangeNothing(String arguments, int status, String error) {
        String form = "api_key=" + key() + "&" + arguments.replace("[", "%5B").replace("]", "%5D");
        long before = count();

        Open311Client.Answer json = client.post("/requests.json", form);
        Open311Client.Answer xml = client.post("/requests.xml", form);

        assertThat(json.status()).isEqualTo(status);
        assertThat(json.only().propertyNames()).containsExactly("code", "description");
        assertThat(json.only().path("code").asInt()).isEqualTo(status);
        assertThat(json.error()).isEqualTo(error);
        assertThat(xml.status()).isEqualTo(status);
        assertThat(xml.response().body()).contains("<code>" + status + "</code>");
        assertThat(count()).isEqualTo(before);
    }

    static List<String> formsThatAreNotRead() {
        return List.of("service_code=%ff", "service_code=%", "description=" + "a".repeat(1 << 20), "a=&".repeat(201));
    }

    @ParameterizedTest
    @MethodSource("formsThatAreNotRead")
    void aFormThatIsTooLongOrDoesNotDecodeIsRefused(String arguments) {
        Open311Client.Answer answer = client.post("/requests.json", "api_key=" + key() + "&" + arguments);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("The upload is too large or broken");
    }

    @Test
    void aDescriptionHasFourThousandCharactersAtMost() {
        String key = key();

        assertThat(client.post("/requests.json", garbage(key, "长".repeat(4_001)))
                        .error())
                .isEqualTo("description: Too long");
        String id =
                client.post("/requests.json", garbage(key, "长".repeat(4_000))).id();
        assertThat(client.get("/requests/" + id + ".json")
                        .only()
                        .path("description")
                        .asString())
                .hasSize(4_000);
        assertThat(client.post("/requests.json", garbage(key, "长".repeat(900_000)))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    start_date=yesterday | start_date: An ISO 8601 time with its zone is needed, such as 2026-01-01T00:00:00Z
                    start_date=2026-01-01T00:00:00 | start_date: An ISO 8601 time with its zone is needed, such as 2026-01-01T00:00:00Z
                    end_date=2026-02-30T00:00:00Z | end_date: An ISO 8601 time with its zone is needed, such as 2026-01-01T00:00:00Z
                    start_date=2026-03-01T00:00:00Z&end_date=2026-01-01T00:00:00Z | start_date: The start lies after the end
                    start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z | start_date: At most 90 days can be asked for
                    status=done | status: Not in the right form
                    page=0 | page: A whole number from 1 to 10000
                    page_size=1001 | page_size: A whole number from 1 to 1000
                    page_size=many | page_size: A whole number from 1 to 1000
                    """)
    void badQueriesAreTold(String query, String error) {
        assertThat(client.get("/requests.json?" + query).status()).isEqualTo(400);
        assertThat(client.get("/requests.json?" + query).error()).isEqualTo(error);
        client.get("/requests.xml?" + query);
    }

    @Test
    void requestsAreFoundByIdServiceTimeAndStatusInPages() {
        String key = key();
        Instant before = Instant.now();
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> client.post("/requests.json", garbage(key, "第 " + i + " 堆 " + UUID.randomUUID()))
                        .id())
                .toList();
        desk.post("community", COMMUNITY, "/cases/" + caseId(ids.get(4)) + "/void", """
                {"reasonCode":"OUT_OF_SCOPE","note":"属于私人场地"}
                """);
        String since = "start_date="
                + Open311Client.encoded(
                        before.atOffset(java.time.ZoneOffset.ofHours(8)).toString());

        assertThat(ids("service_request_id=" + ids.get(0) + "," + ids.get(2) + ",999&status=closed"))
                .containsExactly(ids.get(0), ids.get(2));
        assertThat(ids(since + "&service_code=E0110,E0210&status=open"))
                .containsExactly(ids.get(3), ids.get(2), ids.get(1), ids.get(0));
        assertThat(ids(since + "&status=closed")).containsExactly(ids.get(4));
        assertThat(ids(since + "&status=open,closed")).hasSize(5);
        assertThat(ids(since + "&service_code=E0210")).isEmpty();
        assertThat(ids(since + "&page=2&page_size=2")).containsExactly(ids.get(2), ids.get(1));
        assertThat(ids("end_date=" + before.minusSeconds(3_600))).doesNotContainAnyElementsOf(ids);
        assertThat(ids("")).containsAll(ids);
        client.get("/requests.xml?extensions=true&" + since);
        JsonNode closed = client.get("/requests/" + ids.get(4) + ".json").only();
        assertThat(closed.path("status_notes").asString()).isEqualTo("Not within what is handled here");
        assertThat(closed.path("agency_responsible").isNull()).isTrue();
    }

    @Test
    void whatIsNotThereIs404InTheFormatAskedFor() {
        for (String path : List.of(
                "/requests/35099920260101999999", "/services/NONE", "/services/E0501", "/tokens/123", "/nothing")) {
            assertThat(client.get(path + ".json").status()).as(path).isEqualTo(404);
            assertThat(client.get(path + ".json").only().path("code").asInt()).isEqualTo(404);
            assertThat(client.get(path + ".xml").status()).isEqualTo(404);
        }
        assertThat(client.get("/services.json?jurisdiction_id=city.gov").status())
                .isEqualTo(404);
    }

    @Test
    void aTokenIsTheCasesId() {
        String id = client.post("/requests.json", garbage(key(), "令牌")).id();
        UUID token = caseId(id);

        JsonNode found = client.get("/tokens/" + token + ".json").only();
        client.get("/tokens/" + token + ".xml");
        assertThat(found.propertyNames()).containsExactly("service_request_id", "token");
        assertThat(found.path("service_request_id").asString()).isEqualTo(id);
    }

    @Test
    void theSameRequestIsEnteredOnce() {
        String key = key();
        String form = garbage(key, "重试 " + UUID.randomUUID());
        List<CompletableFuture<Open311Client.Answer>> tries = Stream.generate(() -> form)
                .limit(8)
                .map(one -> CompletableFuture.supplyAsync(() -> client.post("/requests.json", one)))
                .toList();
        List<Open311Client.Answer> answers =
                tries.stream().map(CompletableFuture::join).toList();

        assertThat(answers.stream().map(Open311Client.Answer::id).distinct()).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.header("Idempotency-Replayed").isEmpty())
                .hasSize(1);
        assertThat(client.post("/requests.json", form + "&device_id=another").id())
                .isNotEqualTo(answers.getFirst().id());
        jdbc.sql("update open311_request set recorded_at = recorded_at - interval '11 minutes'")
                .update();
        assertThat(client.post("/requests.json", form).id())
                .isNotEqualTo(answers.getFirst().id());
    }

    @Test
    void aKeyOfTheClientsHoldsForGood() {
        String key = key();
        Map<String, String> header = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        String first = client.post("/requests.json", garbage(key, "有键"), header).id();
        jdbc.sql("update open311_request set recorded_at = recorded_at - interval '5 days'")
                .update();

        assertThat(client.post("/requests.json", garbage(key, "有键"), header).id())
                .isEqualTo(first);
        Open311Client.Answer other = client.post("/requests.json", garbage(key, "别的"), header);
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.error()).isEqualTo("Idempotency-Key: The same Idempotency-Key came with other content");
        assertThat(client.post("/requests.json", garbage(key(), "别的"), header).id())
                .isNotEqualTo(first);
    }

    @Test
    void likelyDuplicatesAndMergesAreTold() {
        String key = key();
        String main = client.post("/requests.json", garbage(key, "同一堆垃圾 " + UUID.randomUUID()))
                .id();
        Open311Client.Answer second = client.post("/requests.json", garbage(key, "又是那堆垃圾 " + UUID.randomUUID()));
        assertThat(second.only().path("service_notice").asString())
                .contains("open case(s) nearby may be the same thing");

        desk.post(
                "community",
                COMMUNITY,
                "/cases/" + caseId(second.id()) + "/merge",
                "{\"into\":\"" + caseId(main) + "\",\"note\":\"重复\"}");

        JsonNode merged =
                client.get("/requests/" + second.id() + ".json?extensions=true").only();
        assertThat(merged.path("status").asString()).isEqualTo("closed");
        assertThat(merged.path("status_notes").asString()).isEqualTo("A duplicate, handled as case " + main);
        assertThat(merged.path("extended_attributes").path("duplicate_of").asString())
                .isEqualTo(main);
        assertThat(client.get("/requests/" + main + ".json?extensions=true")
                        .only()
                        .path("extended_attributes")
                        .path("reporters")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void statusNotesAndTheExpectedTimeFollowTheCase() {
        String id = client.post("/requests.json", garbage(key(), "跟踪 " + UUID.randomUUID()))
                .id();
        UUID caseId = caseId(id);
        act("community", COMMUNITY, caseId, "request-verification", "{}");
        act("grid", GRID_WORKER, caseId, "verify", "{\"found\":true,\"note\":\"属实\"}");
        IntakeDesk.Answer started =
                act("community", COMMUNITY, caseId, "start-handling", "{\"conditionCode\":\"E0110-1\"}");

        JsonNode request =
                client.get("/requests/" + id + ".json?extensions=true").only();
        client.get("/requests/" + id + ".xml?extensions=true");
        assertThat(request.propertyNames()).containsAll(REQUEST_FIELDS).contains("notes", "extended_attributes");
        assertThat(request.path("status_notes").asString()).isEqualTo("The community is handling it");
        Instant expected = Instant.parse(
                started.body().path("deadlines").path(0).path("at").asString());
        assertThat(OffsetDateTime.parse(request.path("expected_datetime").asString())
                        .toInstant())
                .isEqualTo(expected.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        assertThat(request.path("notes")
                        .valueStream()
                        .map(note -> note.path("type").asString()))
                .containsExactly("reported", "verifying", "reported", "community_handling");
        assertThat(request.path("updated_datetime").asString())
                .isEqualTo(request.path("notes").path(3).path("datetime").asString());
    }

    @Test
    void keysAreShownOnceRotateWithOverlapAndEnd() {
        String code = integration("rotating", "[\"REPORT\"]", 600);
        IntakeDesk.Answer first = desk.put("security", SECURITY, "/integrations/" + code + "/keys/first", "{}");
        IntakeDesk.Answer again = desk.put("security", SECURITY, "/integrations/" + code + "/keys/first", "{}");
        IntakeDesk.Answer second =
                desk.put("security", SECURITY, "/integrations/" + code + "/keys/second", "{\"overlapHours\":1}");
        IntakeDesk.Answer third =
                desk.put("security", SECURITY, "/integrations/" + code + "/keys/third", "{\"overlapHours\":0}");
        IntakeDesk.Answer later = desk.put(
                "security",
                SECURITY,
                "/integrations/" + code + "/keys/later",
                "{\"validFrom\":\"" + Instant.now().plusSeconds(3_600) + "\"}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("key")).startsWith("whk_").hasSizeGreaterThan(40);
        assertThat(again.status()).isEqualTo(409);
        assertThat(opens(third.text("key"))).isTrue();
        assertThat(opens(second.text("key"))).isFalse();
        assertThat(opens(first.text("key"))).isFalse();
        assertThat(opens(later.text("key"))).isFalse();
        assertThat(desk.get("security", SECURITY, "/integrations/" + code + "/keys")
                        .body()
                        .toString())
                .doesNotContain("whk_");
        assertThat(jdbc.sql("select count(*) from kept_answer where convert_from(body, 'UTF8') like '%whk\\_%'")
                        .query(Long.class)
                        .single())
                .isZero();
        desk.post("security", SECURITY, "/integrations/" + code + "/keys/third/revoke", "{\"reason\":\"泄露\"}");
        assertThat(opens(third.text("key"))).isFalse();
        assertThat(adminEvents())
                .anyMatch(event -> event instanceof AdminEvent.IntegrationKeyIssued issued
                        && issued.integration().equals(code)
                        && issued.key().equals("third"))
                .anyMatch(event -> event instanceof AdminEvent.IntegrationRevoked revoked
                        && revoked.integration().equals(code)
                        && "third".equals(revoked.key()));
    }

    @Test
    void aRotatedKeyStillOpensWhileTheyOverlap() {
        String code = integration("overlap", "[\"REPORT\"]", 600);
        String first = desk.put("security", SECURITY, "/integrations/" + code + "/keys/a", "{}")
                .text("key");
        String second = desk.put("security", SECURITY, "/integrations/" + code + "/keys/b", "{\"overlapHours\":24}")
                .text("key");

        assertThat(opens(first)).isTrue();
        assertThat(opens(second)).isTrue();
        desk.post("security", SECURITY, "/integrations/" + code + "/revoke", "{\"reason\":\"停用\"}");
        assertThat(opens(first)).isFalse();
        assertThat(opens(second)).isFalse();
        assertThat(desk.put("security", SECURITY, "/integrations/" + code + "/keys/c", "{}")
                        .text("code"))
                .isEqualTo("INTEGRATION_REVOKED");
    }

    @Test
    void onlyTheSecurityAdministratorOfTheCountyLetsOthersIn() {
        String body = admission("app-" + suffix(), "[\"REPORT\"]", 10);

        assertThat(desk.post("admin", TestGrant.of(Role.ADMIN, "350999"), "/integrations", body)
                        .status())
                .isEqualTo(403);
        assertThat(desk.post("security", TestGrant.of(Role.SECURITY_ADMIN, "110101"), "/integrations", body)
                        .status())
                .isEqualTo(403);
        assertThat(desk.post("security", SECURITY, "/integrations", body.replace("OPEN311", "LEADER"))
                        .firstPointer())
                .isEqualTo("/source");
        assertThat(desk.post("security", SECURITY, "/integrations", body.replace("\"350999\"", "\"110101\""))
                        .firstPointer())
                .isEqualTo("/scopes");
        assertThat(desk.post("security", SECURITY, "/integrations", body).status())
                .isEqualTo(201);
        assertThat(desk.post("security", SECURITY, "/integrations", body).text("code"))
                .isEqualTo("INTEGRATION_EXISTS");
    }

    @Test
    void withoutAGoodKeyNothingIsReported() {
        String readOnly = issued(integration("reader", "[\"READ_OWN\"]", 600));

        assertThat(client.post("/requests.json", garbage("", "无键")).status()).isEqualTo(403);
        assertThat(client.post("/requests.json", garbage("whk_wrong", "错键")).error())
                .isEqualTo("api_key: The api_key is not valid");
        assertThat(client.post("/requests.xml", garbage("whk_wrong", "错键")).status())
                .isEqualTo(403);
        assertThat(client.post("/requests.json", garbage(readOnly, "只读")).error())
                .isEqualTo("api_key: The api_key does not allow this");
    }

    @Test
    void moreThanAllowedIsToldWhenToComeBack() {
        String key = issued(integration("hasty", "[\"REPORT\"]", 3));
        List<Open311Client.Answer> answers = new ArrayList<>();
        // a new minute may begin in between, but not twice
        for (int i = 0; i < 8; i++) {
            answers.add(client.get("/services.json?api_key=" + key));
        }

        Open311Client.Answer refused = answers.stream()
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(refused.error()).isEqualTo("Too many calls, try again later");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(answers.getFirst().header("RateLimit-Policy")).isEqualTo("\"open311\";q=3;w=60");
        assertThat(answers.getFirst().header("RateLimit")).startsWith("\"open311\";r=2;t=");
        assertThat(client.get("/services.json?api_key=" + key()).status()).isEqualTo(200);
    }

    @Test
    void nobodyButItsIntegrationSeesThePictureAndNobodyAPerson() throws IOException {
        String key = key();
        Open311Client.Answer posted = client.upload(
                "/requests.json",
                picture(),
                "api_key",
                key,
                "service_code",
                "E0110",
                "lat",
                "26.005",
                "long",
                "119.005",
                "first_name",
                "小明",
                "last_name",
                "王",
                "phone",
                "13800000000",
                "email",
                "wang@example.com",
                "description",
                "带图 " + UUID.randomUUID());
        String id = posted.id();

        String open = client.get("/requests/" + id + ".json?extensions=true")
                .response()
                .body();
        assertThat(open).doesNotContain("13800000000", "小明", "wang@example.com");
        assertThat(client.get("/requests/" + id + ".json")
                        .only()
                        .path("media_url")
                        .isNull())
                .isTrue();
        assertThat(client.get("/requests/" + id + ".json?api_key=" + key())
                        .only()
                        .path("media_url")
                        .isNull())
                .isTrue();
        String url = client.get("/requests/" + id + ".json?api_key=" + key)
                .only()
                .path("media_url")
                .asString();
        assertThat(client.bytes(url.replaceFirst(".*/open311/v2", client.endpoint())))
                .startsWith(0xFF, 0xD8);
        assertThat(jdbc.sql("select sealed from reporter_contact where case_id = :case")
                        .param("case", caseId(id))
                        .query(byte[].class)
                        .single())
                .asString(java.nio.charset.StandardCharsets.UTF_8)
                .doesNotContain("13800000000");
        String look = "/cases/" + caseId(id) + "/reporter-looks/" + UUID.randomUUID();
        assertThat(desk.put("grid", GRID_WORKER, look, "{\"reason\":\"好奇\"}").status())
                .isEqualTo(403);
        assertThat(desk.put("community", COMMUNITY, look, "{}").firstPointer()).isEqualTo("/reason");
        IntakeDesk.Answer shown = desk.put("community", COMMUNITY, look, "{\"reason\":\"回访\"}");
        assertThat(shown.text("phone")).isEqualTo("13800000000");
        assertThat(shown.text("name")).isEqualTo("王 小明");
        assertThat(adminEvents()).anyMatch(event -> event.equals(new AdminEvent.ReporterRevealed(caseId(id), "回访")));
    }

    @Test
    void aLinkIsKeptAsItIsAndABadPictureIsTold() {
        String key = key();
        String id = client.post(
                        "/requests.json",
                        garbage(key, "链接 " + UUID.randomUUID()) + "&media_url="
                                + Open311Client.encoded("http://127.0.0.1:1/secret.jpg") + "&account_id=u7")
                .id();

        assertThat(client.get("/requests/" + id + ".json?api_key=" + key)
                        .only()
                        .path("media_url")
                        .asString())
                .isEqualTo("http://127.0.0.1:1/secret.jpg");
        Open311Client.Answer bad = client.upload(
                "/requests.json",
                "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "api_key",
                key,
                "service_code",
                "E0110",
                "lat",
                "26.005",
                "long",
                "119.005");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.error()).isEqualTo("media: Not a readable JPEG, PNG or WebP picture");
        assertThat(client.upload("/requests.xml", new byte[20_500_000], "api_key", key, "service_code", "E0110")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aSensorNeedsNoVerification() {
        String code = "sensor-" + suffix();
        desk.post(
                "security",
                SECURITY,
                "/integrations",
                admission(code, "[\"REPORT\"]", 600).replace("OPEN311", "SENSOR"));
        String id = client.post("/requests.json", garbage(issued(code), "满溢 " + UUID.randomUUID()))
                .id();

        IntakeDesk.Answer found = desk.get("community", COMMUNITY, "/cases/" + caseId(id));
        assertThat(found.text("source")).isEqualTo("SENSOR");
        assertThat(found.actions()).contains("start-handling");
    }

    private List<String> ids(String query) {
        return client.get("/requests.json?" + query)
                .json()
                .valueStream()
                .map(request -> request.path("service_request_id").asString())
                .toList();
    }

    private IntakeDesk.Answer act(String account, TestGrant grant, UUID caseId, String action, String body) {
        IntakeDesk.Answer answer = desk.post(account, grant, "/cases/" + caseId + "/" + action, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer;
    }

    private boolean opens(String key) {
        return client.get("/services.json?api_key=" + key).status() == 200;
    }

    /** A key of an integration of its own. */
    private String key() {
        return issued(integration("app", "[\"REPORT\",\"READ_OWN\"]", 600));
    }

    private String issued(String code) {
        IntakeDesk.Answer issued = desk.put("security", SECURITY, "/integrations/" + code + "/keys/only", "{}");
        assertThat(issued.status()).as(issued.body().toString()).isEqualTo(201);
        return issued.text("key");
    }

    private String integration(String name, String operations, int perMinute) {
        String code = name + "-" + suffix();
        IntakeDesk.Answer admitted =
                desk.post("security", SECURITY, "/integrations", admission(code, operations, perMinute));
        assertThat(admitted.status()).as(admitted.body().toString()).isEqualTo(201);
        return code;
    }

    private static String admission(String code, String operations, int perMinute) {
        return """
                {"code":"%s","name":"市民应用","scopes":["350999"],"source":"OPEN311","operations":%s,"perMinute":%d}
                """.formatted(code, operations, perMinute);
    }

    private static String suffix() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    private static String garbage(String key, String description) {
        return form(
                "api_key",
                key,
                "service_code",
                "E0110",
                "lat",
                "26.005",
                "long",
                "119.005",
                "description",
                description);
    }

    private UUID caseId(String number) {
        return jdbc.sql("select case_id from intake_case where case_number = :number")
                .param("number", number)
                .query(UUID.class)
                .single();
    }

    private long count() {
        return jdbc.sql("select count(*) from intake_case").query(Long.class).single();
    }

    private List<AdminEvent> adminEvents() {
        return jdbc.sql("select value from event where topic = 'admin-events'")
                .query((row, _) ->
                        (AdminEvent) EventCodec.decode(row.getBytes("value")).data())
                .list();
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "jpg", out);
        return out.toByteArray();
    }
}
