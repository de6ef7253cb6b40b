package org.whistle.intake.photo;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.whistle.kit.problem.RefusedException;

/** Shows stored files. A smaller picture is made once and kept, so that seeing it again costs reading a file. */
@Component
class Viewing {

    /** In pixels. */
    static final List<Integer> WIDTHS = List.of(240, 480, 960, 1_600);

    private final PhotoStore files;
    private final ImageProcessor imageProcessor;
    private final PhotoProperties properties;

    Viewing(PhotoStore files, ImageProcessor imageProcessor, PhotoProperties properties) {
        this.files = files;
        this.imageProcessor = imageProcessor;
        this.properties = properties;
    }

    /**
     * A kept file.
     *
     * @param width rounded up to one of those that are kept; absent for the whole picture, as is any above them
     * @throws RefusedException 404 for what is not kept, 503 when too many are before it
     */
    Uploads.Content content(String stored, @Nullable Integer width) {
        return WIDTHS.stream()
                .filter(one -> width != null && one >= width)
                .findFirst()
                .map(one -> thumbnail(stored, one))
                .orElseGet(() -> whole(stored));
    }

    private Uploads.Content thumbnail(String stored, int width) {
        return made(stored, width)
                .orElseGet(() -> imageProcessor.show(() -> made(stored, width).orElseGet(() -> make(stored, width))));
    }

    private Optional<Uploads.Content> made(String stored, int width) {
        return files.findThumbnail(stored, width)
                .map(bytes -> new Uploads.Content(ContentType.JPEG.mediaType(), bytes));
    }

    private Uploads.Content make(String stored, int width) {
        Uploads.Content whole = whole(stored);
        if (!ContentType.of(whole.bytes()).picture()) {
            return whole;
        }
        byte[] small = Picture.decode(whole.bytes(), properties).jpeg(width);
        files.keepThumbnail(stored, width, small);
        return new Uploads.Content(ContentType.JPEG.mediaType(), small);
    }

    private Uploads.Content whole(String stored) {
        byte[] bytes = files.find(stored).orElseThrow(RefusedException::notFound);
        return new Uploads.Content(ContentType.of(bytes).mediaType(), bytes);
    }
}
