package org.whistle.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whistle.acceptance.RunningSystem;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The browser's verifier and the command give the same result for valid and invalid files. */
class ProofAgreementJourneyTests {

    private static final Path VERIFIER = Path.of("../verifier/target/whistle-verify.jar");
    private static final Pattern FINDING = Pattern.compile("^✗ .*? / (.+?)(?: \\[\\d+])?: ");
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path directory;

    @BeforeAll
    static void awaitCases() {
        RunningSystem.withDemo();
    }

    @Test
    void browserAndCommandAgreeOnEveryFile() throws IOException, InterruptedException {
        try (Seat supervisor = Seat.of("supervisor", Screen.DESK, "en")) {
            Page page = supervisor.open("/cases?state=CLOSED").page();
            page.locator("[data-row] a.case").first().click();
            supervisor.button("Download and verify").click();
            page.locator("[data-verified=yes]").waitFor();
            Path saved = directory.resolve("case.json");
            page.waitForDownload(() -> supervisor.link("Save the proof file").click())
                    .saveAs(saved);
            ObjectNode file = (ObjectNode) JSON.readTree(saved.toFile());

            for (Map.Entry<String, ObjectNode> each : variants(file).entrySet()) {
                String json = JSON.writeValueAsString(each.getValue());
                assertThat(inBrowser(page, json)).as(each.getKey()).isEqualTo(byCommand(json, file));
            }
        }
    }

    /** The file as it is, and once for every way to tamper with it. */
    private static Map<String, ObjectNode> variants(ObjectNode file) {
        Map<String, ObjectNode> variants = new LinkedHashMap<>();
        variants.put("as exported", file);
        Map<String, Consumer<ObjectNode>> changes = new LinkedHashMap<>();
        changes.put("an entry edited", copy -> edit(event(copy, 1), "entry", ProofAgreementJourneyTests::edited));
        changes.put("an event withheld", copy -> ((ArrayNode) copy.path("events")).remove(1));
        changes.put("two events swapped", copy -> {
            ArrayNode events = (ArrayNode) copy.path("events");
            events.insert(0, events.remove(1));
        });
        changes.put(
                "an event twice",
                copy -> ((ArrayNode) copy.path("events")).add(event(copy, 0).deepCopy()));
        changes.put(
                "another index",
                copy -> event(copy, 0).put("index", event(copy, 0).path("index").asLong() + 1));
        changes.put("another verdict", copy -> event(copy, 0).put("verdict", "REFUSED"));
        changes.put(
                "a signature of another event",
                copy -> event(copy, 0)
                        .put("signature", event(copy, 1).path("signature").asString()));
        changes.put(
                "a smaller log", copy -> edit(copy, "checkpoint", text -> text.replaceFirst("\n(\\d+)\n", "\n1$1\n")));
        changes.put("no witness", copy -> edit(copy, "checkpoint", text -> text.replaceFirst("— \\S*witness.*\n", "")));
        changes.put("another log's name", copy -> copy.put("origin", "elsewhere.example.org/audit/0"));
        changes.put("another case number", copy -> copy.put("caseNumber", "3509992026010100001"));
        changes.put("another case", copy -> copy.put("caseId", "00000000-0000-7000-8000-000000000000"));
        changes.put("no photos", copy -> copy.putArray("photos"));
        changes.put("no events", copy -> {
            copy.putArray("events");
            copy.putArray("photos");
        });
        changes.put("proof cut short", copy -> ((ArrayNode) event(copy, 0).path("inclusion")).remove(0));
        changes.put("entry that is no base64", copy -> event(copy, 0).put("entry", "?"));
        changes.forEach((name, change) -> {
            ObjectNode copy = file.deepCopy();
            change.accept(copy);
            variants.put(name, copy);
        });
        return variants;
    }

    private static ObjectNode event(ObjectNode file, int index) {
        return (ObjectNode) file.path("events").get(index);
    }

    private static void edit(ObjectNode node, String field, java.util.function.UnaryOperator<String> change) {
        node.put(field, change.apply(node.path(field).asString()));
    }

    private static String edited(String entry) {
        String event = new String(Base64.getDecoder().decode(entry), StandardCharsets.UTF_8);
        byte[] other = event.replaceFirst("\"round\":1", "\"round\":2").getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(other);
    }

    /** What the page finds, in English. */
    private static List<String> inBrowser(Page page, String json) {
        Locator panel = page.locator(".proof");
        int runs = Integer.parseInt(panel.getAttribute("data-run"));
        panel.locator("input[type=file]")
                .setInputFiles(new FilePayload("case.json", "application/json", json.getBytes(StandardCharsets.UTF_8)));
        page.locator(".proof[data-run='" + (runs + 1) + "']").waitFor();
        return panel.locator(".finding b").allInnerTexts().stream()
                .map(text -> text.replace('’', '\''))
                .sorted()
                .toList();
    }

    /** What the command finds with the keys of the untouched file, which the browser remembers, too. */
    private List<String> byCommand(String json, ObjectNode original) throws IOException, InterruptedException {
        Path file = directory.resolve("variant.json");
        Files.writeString(file, json);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                VERIFIER.toString(),
                "case",
                file.toString()));
        original.path("logKeys").forEach(key -> command.addAll(List.of("--log-key", key.asString())));
        original.path("witnessKeys").forEach(key -> command.addAll(List.of("--witness-key", key.asString())));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.lines()
                .flatMap(line -> FINDING.matcher(line).results())
                .map(found -> found.group(1))
                .sorted()
                .toList();
    }
}
