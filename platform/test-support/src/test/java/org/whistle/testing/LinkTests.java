package org.whistle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every relative link of a Markdown file leads to a file or folder of the checkout, and to an anchor of it. */
class LinkTests {

    private final Checkout checkout = Checkout.here();

    @Test
    void everyRelativeLinkLeadsSomewhere() {
        List<String> wrong = new ArrayList<>();
        for (Path file : checkout.files()) {
            if (file.toString().endsWith(".md")) {
                MarkdownPage.read(file).links().stream()
                        .filter(link -> !leads(file, link.target()))
                        .forEach(link -> wrong.add(checkout.name(file) + ":" + link.line() + ": " + link.target()));
            }
        }
        assertThat(wrong)
                .as("a relative link is the path of a file or folder of the checkout, with an anchor that it has")
                .isEmpty();
    }

    private static boolean leads(Path from, String target) {
        if (target.matches("[a-z][a-z+.-]*:.*")) {
            return true;
        }
        String[] parts = URLDecoder.decode(target, StandardCharsets.UTF_8).split("#", 2);
        Path file = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
        if (parts.length == 1) {
            return Files.exists(file);
        }
        return Files.isRegularFile(file)
                && file.toString().endsWith(".md")
                && MarkdownPage.read(file).anchors().contains(parts[1]);
    }
}
