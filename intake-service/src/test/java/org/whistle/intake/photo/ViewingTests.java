package org.whistle.intake.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;
import org.whistle.kit.problem.RefusedException;

class ViewingTests {

    private static final String STORED = "ab".repeat(32);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"16, 240", "240, 240", "241, 480", "900, 960", "961, 1600", "1601, 2000", ", 2000"})
    void aWidthIsRoundedUpToOneThatIsKept(Integer width, int shown) throws IOException {
        store().keep(STORED, TestFiles.jpeg(2_000, 100));

        byte[] bytes = viewing(imageProcessor()).content(STORED, width).bytes();

        assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth()).isEqualTo(shown);
    }

    @Test
    void whatWasSeenOnceIsReadAndNotMadeAgain() throws IOException {
        store().keep(STORED, TestFiles.jpeg(640, 480));
        ImageProcessor imageProcessor = imageProcessor();
        Uploads.Content first = viewing(imageProcessor).content(STORED, 200);
        Files.delete(folder.resolve("ab").resolve(STORED));

        assertThat(viewing(imageProcessor).content(STORED, 240).bytes()).isEqualTo(first.bytes());
        assertThat(imageProcessor.show(() -> CompletableFuture.supplyAsync(
                                () -> viewing(imageProcessor).content(STORED, 100))
                        .join()
                        .bytes()))
                .as("while another is made")
                .isEqualTo(first.bytes());
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).map(folder::relativize))
                    .containsExactly(Path.of("thumbnails", "240", "ab", STORED));
        }
    }

    @Test
    void aDocumentIsShownAsItIs() {
        byte[] pdf = TestFiles.latin("%PDF-1.7");
        store().keep(STORED, pdf);

        Uploads.Content shown = viewing(imageProcessor()).content(STORED, 240);

        assertThat(shown.mediaType()).isEqualTo("application/pdf");
        assertThat(shown.bytes()).isEqualTo(pdf);
    }

    @Test
    void whatIsNotKeptIsNotFound() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> viewing(imageProcessor()).content(STORED, 240))
                .satisfies(e -> assertThat(e.refusal().status()).isEqualTo(404));
    }

    private PhotoProperties properties() {
        return new PhotoProperties(
                folder,
                DataSize.ofMegabytes(64),
                20_000,
                250_000_000,
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                Duration.ofDays(30));
    }

    private FilePhotoStore store() {
        return new FilePhotoStore(properties());
    }

    private ImageProcessor imageProcessor() {
        return new ImageProcessor(properties());
    }

    private Viewing viewing(ImageProcessor imageProcessor) {
        return new Viewing(store(), imageProcessor, properties());
    }
}
