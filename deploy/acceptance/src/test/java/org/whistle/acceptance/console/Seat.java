package org.whistle.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Geolocation;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.whistle.acceptance.RunningSystem;
import org.whistle.replay.client.Pictures;

/**
 * Somebody signed in before a screen. Closing it fails where the page ran into an error of its own or broke the content
 * security policy.
 */
final class Seat implements AutoCloseable {

    /** A place in the demo worker's grid. */
    private static final Geolocation HERE = new Geolocation(26.631039, 119.874270);

    private static final double PATIENCE_MS = 60_000;
    private static final Path IMAGES = Path.of("../docs/images");
    private static final Path AXE = Path.of("../../gateway/src/main/console/node_modules/axe-core/axe.min.js");

    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new ArrayList<>();

    private Seat(Screen screen, String language) {
        context = Chromium.shared()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(System.getProperty(
                                "whistle.console",
                                RunningSystem.shared().gateway().toString()))
                        .setViewportSize(screen.width(), screen.height())
                        .setHasTouch(screen.touched())
                        .setIsMobile(screen.touched())
                        .setLocale("zh-CN")
                        .setTimezoneId("Asia/Shanghai")
                        .setAcceptDownloads(true)
                        .setGeolocation(HERE)
                        .setPermissions(List.of("geolocation")));
        context.setDefaultTimeout(PATIENCE_MS);
        context.addInitScript("localStorage.getItem('whistle.language') ?? localStorage.setItem('whistle.language', '"
                + language + "')");
        page = context.newPage();
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                faults.add(message.text());
            }
        });
    }

    /** Signs in through the login page, as a person does. */
    static Seat of(String account, Screen screen) {
        return of(account, screen, "zh-CN");
    }

    static Seat of(String account, Screen screen, String language) {
        Seat seat = new Seat(screen, language);
        seat.page.navigate("/");
        seat.page.locator("a[href^='/enter']").click();
        seat.signInHere(account);
        return seat;
    }

    /** Fills the login page that is shown. */
    void signInHere(String account) {
        page.locator("input[autocomplete=username]").fill(account);
        page.locator("input[type=password]").fill("demo");
        page.locator("button.primary").click();
        page.locator("header .account").waitFor();
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Opens a deep link. */
    Seat open(String path) {
        page.navigate(path);
        page.locator("#content").waitFor();
        return this;
    }

    /** Waits until the page has loaded its data. */
    Seat awaitContent() {
        page.locator("h1").first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        page.waitForFunction("() => !document.querySelector('.skeleton')");
        return this;
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    /** Waits until a text is shown somewhere. */
    Seat see(String text) {
        page.getByText(text).first().waitFor();
        return this;
    }

    Locator text(String text) {
        return page.getByText(text);
    }

    /** Opens an action of the case that is shown. */
    Seat act(String action) {
        page.locator("button[data-action='" + action + "']").first().click();
        return this;
    }

    /** Chooses one of the large buttons of the open form, where it is not chosen already. */
    Seat choose(String label) {
        Locator choice = page.locator("form[novalidate] .choice", new Page.LocatorOptions().setHasText(label))
                .first();
        if (!choice.locator("input").isChecked()) {
            choice.click();
        }
        return this;
    }

    /** Fills the open form's field of a label. */
    Seat fill(String label, String text) {
        page.locator("form[novalidate]")
                .getByLabel(label, new Locator.GetByLabelOptions().setExact(false))
                .first()
                .fill(text);
        return this;
    }

    /** Gives a picture to the open form. */
    Seat photo(long seed) {
        page.locator("form[novalidate] input[type=file]").first().setInputFiles(picture(seed));
        page.locator("form[novalidate] .taken img").first().waitFor();
        return this;
    }

    static FilePayload picture(long seed) {
        return new FilePayload("photo.jpg", "image/jpeg", Pictures.photo(seed).bytes());
    }

    /** Sends the open form and waits until the server took it. */
    Seat send() {
        page.locator("form[novalidate] button[type=submit]").last().click();
        page.locator("form[novalidate] button[type=submit]")
                .last()
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        return this;
    }

    /** Finds a case in the list of a desk by its number and opens it. */
    Seat openCase(String number) {
        page.locator("input[type=search]").first().fill(number);
        page.locator("input[type=search]").first().press("Enter");
        Locator row = page.locator("[data-row] a.case", new Page.LocatorOptions().setHasText(number));
        row.first().click();
        page.locator("article.detail h2", new Page.LocatorOptions().setHasText(number))
                .waitFor();
        return this;
    }

    /** Waits until the case that is shown is in a state, as it is called on the page. */
    Seat awaitState(String state) {
        page.locator("article h1 .tag, article h2 .tag", new Page.LocatorOptions().setHasText(state))
                .first()
                .waitFor();
        return this;
    }

    /** A picture of the page: below target, and among the documents where {@code -Dwhistle.screenshots=true} asks for it. */
    Seat shot(String name) {
        page.evaluate("() => document.fonts.ready");
        page.waitForFunction("""
                () => [...document.images].every(image => {
                  const box = image.getBoundingClientRect();
                  const inSight = box.width && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
                  return image.complete || !inSight && image.loading === 'lazy';
                })""");
        byte[] picture = page.screenshot(new Page.ScreenshotOptions().setAnimations(ScreenshotAnimations.DISABLED));
        write(Path.of("target/screenshots"), name, picture);
        if (Boolean.getBoolean("whistle.screenshots")) {
            write(IMAGES, name, picture);
        }
        return this;
    }

    private static void write(Path folder, String name, byte[] picture) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name + ".png"), picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What axe-core finds serious or critical by WCAG 2 A and AA; and that nothing is wider than the screen. */
    Seat isAccessible() {
        if (page.evaluate("() => typeof window.axe") instanceof String type && type.equals("undefined")) {
            page.evaluate(axe());
        }
        Object findings = page.evaluate("""
                async () => {
                  const found = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
                  return found.violations.filter(each => ['serious', 'critical'].includes(each.impact))
                    .map(each => each.id + ': ' + each.nodes.map(node => node.html.slice(0, 160)).slice(0, 3).join(' | '));
                }""");
        assertThat((List<?>) findings).as("axe at %s", page.url()).isEmpty();
        return this;
    }

    /** No text is a key that was forgotten, and nothing is wider than the screen. */
    Seat readsWell() {
        Object wrong = page.evaluate("""
                () => {
                  const areas = 'core|code|report|desk|command|inbox|cases|proof|insight|screen|admin';
                  const key = new RegExp('(^|[\\\\s:：])(' + areas + ')\\\\.[A-Za-z-]+(\\\\.|$|[\\\\s,，])');
                  const found = document.body.innerText.split('\\n').filter(line => key.test(line));
                  const page = document.scrollingElement;
                  if (page.scrollWidth > page.clientWidth + 1) found.push('wider than the screen: ' + page.scrollWidth + ' > ' + page.clientWidth);
                  return found;
                }""");
        assertThat((List<?>) wrong).as("words and width at %s", page.url()).isEmpty();
        return this;
    }

    private static String axe() {
        try {
            return Files.readString(AXE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        assertThat(faults).as("errors of the page").isEmpty();
    }
}
