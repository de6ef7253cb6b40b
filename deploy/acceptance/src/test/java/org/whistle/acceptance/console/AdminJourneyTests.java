package org.whistle.acceptance.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Administrators: packs with their report, policies with their preview, holidays, their own grants; never a case. */
class AdminJourneyTests {

    private static final Path PACK = Path.of("../packs/haiwan");

    @Test
    void aBrokenPackIsReportedLineByLineAndChangesNothing() throws IOException {
        try (Seat admin = Seat.of("admin", Screen.DESK)) {
            Page page = admin.open("/admin/packs").awaitContent().page();
            page.locator("#pack-file")
                    .setInputFiles(pack(text -> text.replace("SANITATION,DEPARTMENT", "SANITATION,BAKERY")));
            admin.button("先检查，不生效").click();
            page.locator("tr", new Page.LocatorOptions().setHasText("units.csv"))
                    .first()
                    .waitFor();
            admin.shot("admin-pack-errors").isAccessible().readsWell();
            assertThat(admin.button("导入并生效")).isDisabled();

            page.locator("#pack-file").setInputFiles(pack(text -> text.replace("环境卫生中心", "环境卫生服务中心")));
            admin.button("先检查，不生效").click();
            admin.see("检查通过");
            admin.shot("admin-pack").isAccessible().readsWell();
            assertThat(admin.button("导入并生效")).isEnabled();
        }
    }

    private static FilePayload pack(UnaryOperator<String> change) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.list(PACK)) {
            for (Path file : files.sorted().toList()) {
                zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                String text = Files.readString(file);
                boolean units = file.endsWith("units.csv");
                zip.write((units ? change.apply(text) : text).getBytes(StandardCharsets.UTF_8));
            }
        }
        return new FilePayload("haiwan.zip", "application/zip", bytes.toByteArray());
    }

    @Test
    @Tag("nightly")
    @Tag("console")
    void aPolicyIsTriedOnLastMonthsCasesBeforeItIsSaved() {
        try (Seat admin = Seat.of("admin", Screen.DESK)) {
            admin.open("/admin/policies")
                    .awaitContent()
                    .shot("admin-policy")
                    .isAccessible()
                    .readsWell();
            admin.open("/admin/holidays")
                    .awaitContent()
                    .shot("admin-holidays")
                    .isAccessible()
                    .readsWell();
            admin.open("/admin").awaitContent().shot("admin-who").isAccessible().readsWell();
            assertThat(admin.text("三类管理角色都看不到案件。")).isVisible();
        }
    }

    @Test
    @Tag("nightly")
    @Tag("console")
    void aSystemSubscribesToEventsAndItsSecretIsShownOnce() {
        try (Seat security = Seat.of("security-admin", Screen.DESK)) {
            Page page = security.open("/admin/webhooks").awaitContent().page();
            security.button("新增订阅").click();
            page.locator("#webhook-code").fill("browser");
            page.locator("#webhook-name").fill("市平台");
            page.locator("#webhook-url").fill("http://receiver.example/events");
            page.locator("#webhook-scopes").fill("350999");
            security.button("订阅并生成密钥").click();
            page.locator("#webhook-url[aria-invalid=true]").waitFor();
            page.locator("#webhook-url").fill("https://receiver.example/events");
            security.button("订阅并生成密钥").click();
            security.see("whsec_").shot("admin-webhook-secret").isAccessible();
            security.button("已保存，关闭").click();

            security.see("市平台").shot("admin-webhooks").isAccessible().readsWell();
            assertThat(security.text("whsec_")).hasCount(0);
        }
    }

    @Test
    @Tag("nightly")
    @Tag("console")
    void whoWantsMailSaysWhereTo() {
        try (Seat unit = Seat.of("dept-sanitation", Screen.PHONE)) {
            Page page = unit.open("/my-notifications").awaitContent().page();
            page.locator("#notify-email").fill("nobody");
            unit.button("保存").click();
            page.locator("#notify-email[aria-invalid=true]").waitFor();
            page.locator("#notify-email").fill("unit@county.example");
            unit.button("保存").click();
            unit.see("已保存").shot("phone-notifications").isAccessible().readsWell();

            unit.open("/my-notifications").awaitContent();
            assertThat(page.locator("#notify-email")).hasValue("unit@county.example");
        }
    }

    @Test
    @Tag("nightly")
    @Tag("console")
    void theAuditAdministratorReadsTheAdminLogAndNobodyElseDoes() {
        try (Seat audit = Seat.of("audit-admin", Screen.DESK)) {
            audit.open("/admin/log").awaitContent();
            audit.page().locator("tbody tr").first().waitFor();
            audit.shot("admin-log").isAccessible().readsWell();
        }
        for (String account : List.of("admin", "security-admin")) {
            try (Seat other = Seat.of(account, Screen.DESK)) {
                other.open("/admin/log").see("这个页面不在您的权限内");
                other.open("/cases").see("没有这个页面，或不在您的范围内");
            }
        }
    }
}
