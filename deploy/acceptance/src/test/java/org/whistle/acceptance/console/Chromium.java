package org.whistle.acceptance.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The browser that is installed, started once for each thread, as Playwright asks; where there is none, its journeys are
 * skipped, but not in CI.
 */
public final class Chromium {

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--autoplay-policy=no-user-gesture-required");

    private static final boolean HEADED = Boolean.getBoolean("whistle.headed");

    private static final ThreadLocal<Browser> OF_THREAD = ThreadLocal.withInitial(Chromium::launch);

    private Chromium() {}

    public static Browser shared() {
        Assumptions.assumeTrue(
                installed().isPresent() || System.getenv("CI") != null,
                "no Chromium: apt-get install chromium fonts-noto-cjk");
        return OF_THREAD.get();
    }

    private static Browser launch() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(installed().orElseThrow())
                        .setHeadless(!HEADED)
                        .setArgs(ARGUMENTS));
    }

    private static Optional<Path> installed() {
        return Stream.of(
                        System.getenv().getOrDefault("CHROMIUM", ""),
                        // a browser without windows, which costs half
                        HEADED ? "" : "/usr/bin/chromium-headless-shell",
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
