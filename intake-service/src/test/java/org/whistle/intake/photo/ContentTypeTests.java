package org.whistle.intake.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class ContentTypeTests {

    @Test
    void aFileIsWhatItsBytesSay() {
        assertThat(ContentType.of(TestFiles.jpeg(8, 8))).isEqualTo(ContentType.JPEG);
        assertThat(ContentType.of(TestFiles.png(TestFiles.halves(8, 8)))).isEqualTo(ContentType.PNG);
        assertThat(ContentType.of(Base64.getDecoder().decode(PictureTests.WEBP)))
                .isEqualTo(ContentType.WEBP);
        assertThat(ContentType.of(TestFiles.heic())).isEqualTo(ContentType.HEIC);
        assertThat(ContentType.of(TestFiles.latin("%PDF-1.7"))).isEqualTo(ContentType.PDF);
        assertThat(ContentType.of(new byte[0])).isEqualTo(ContentType.OTHER);
    }

    @Test
    void anOfdIsAZipWithItsEntryAtTheRoot() {
        assertThat(ContentType.of(TestFiles.zip("Doc_0/Document.xml", "OFD.xml")))
                .isEqualTo(ContentType.OFD);
        assertThat(ContentType.of(TestFiles.zip("word/document.xml"))).isEqualTo(ContentType.OTHER);
        assertThat(ContentType.of(TestFiles.zip("copy/OFD.xml", "OFD.xml.txt"))).isEqualTo(ContentType.OTHER);
    }
}
