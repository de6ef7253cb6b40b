package org.whistle.intake.photo.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.whistle.events.evidence.Evidence;
import org.whistle.intake.photo.Uploads;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** Uploads and downloads of photos and documents. */
@RestController
@RequestMapping("/api/intake")
class PhotoController {

    private static final Duration SHOWN = Duration.ofMinutes(10);

    private final Uploads uploads;

    PhotoController(Uploads uploads) {
        this.uploads = uploads;
    }

    @PostMapping("/photos")
    @ResponseStatus(HttpStatus.CREATED)
    PhotoAnswer photo(
            @RequestParam @Nullable MultipartFile file, @RequestParam Evidence.@Nullable Kind kind, Caller caller) {
        if (kind == null) {
            throw required("/kind");
        }
        Uploads.Upload upload = uploads.photo(given(file), kind, caller);
        return new PhotoAnswer(upload.token(), upload.sha256());
    }

    @GetMapping("/photos/{photoId}")
    ResponseEntity<byte[]> photo(
            @PathVariable String photoId, @RequestParam @Nullable @Min(16) @Max(2_560) Integer width, Caller caller) {
        return answer(uploads.content(photoId, width, caller));
    }

    @PostMapping("/documents")
    @ResponseStatus(HttpStatus.CREATED)
    DocumentAnswer document(@RequestParam @Nullable MultipartFile file, Caller caller) {
        Uploads.Upload upload = uploads.document(given(file), caller);
        return new DocumentAnswer(upload.token(), upload.sha256());
    }

    @GetMapping("/documents/{documentId}")
    ResponseEntity<byte[]> document(@PathVariable String documentId, Caller caller) {
        return answer(uploads.content(documentId, null, caller));
    }

    /** A photo's token and the hash of what is kept. */
    record PhotoAnswer(String photoId, String sha256) {}

    /** A document's token and the hash of what is kept. */
    record DocumentAnswer(String documentId, String sha256) {}

    private static MultipartFile given(@Nullable MultipartFile file) {
        if (file == null || file.isEmpty()) {
            throw required("/file");
        }
        return file;
    }

    private static RefusedException required(String pointer) {
        return new RefusedException(
                new Refusal.Malformed("INVALID_FIELD", List.of(new Refusal.FieldError(pointer, "REQUIRED"))));
    }

    /** Cached by the browser for {@link #SHOWN} only, since the right to see it can change. */
    private static ResponseEntity<byte[]> answer(Uploads.Content content) {
        boolean picture = content.mediaType().startsWith("image/");
        return ResponseEntity.ok()
                .header("Content-Type", content.mediaType())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", picture ? "inline" : "attachment")
                .cacheControl(CacheControl.maxAge(SHOWN).cachePrivate())
                .body(content.bytes());
    }
}
