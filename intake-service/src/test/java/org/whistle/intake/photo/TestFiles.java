package org.whistle.intake.photo;

import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Files as made by phones and by attackers. */
public final class TestFiles {

    private TestFiles() {}

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Like no other. */
    public static byte[] unique() {
        long squares = java.util.UUID.randomUUID().getLeastSignificantBits();
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int place = 0; place < 64 * 64; place++) {
            int square = place / 64 / 8 * 8 + place % 64 / 8;
            boolean white = ((squares >>> square) & 1) == 1;
            image.setRGB(place % 64, place / 64, white ? 0xffffff : 0);
        }
        return jpeg(image);
    }

    /** A JPEG with a red left half and a blue right half. */
    static byte[] jpeg(int width, int height) {
        return jpeg(halves(width, height));
    }

    static byte[] jpeg(BufferedImage image) {
        return written(image, "jpg");
    }

    static byte[] png(BufferedImage image) {
        return written(image, "png");
    }

    private static byte[] written(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static BufferedImage halves(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        java.awt.Graphics2D pencil = image.createGraphics();
        pencil.setColor(java.awt.Color.RED);
        pencil.fillRect(0, 0, width / 2, height);
        pencil.setColor(java.awt.Color.BLUE);
        pencil.fillRect(width / 2, 0, width - width / 2, height);
        pencil.dispose();
        return image;
    }

    /** A picture of any height whose rows are the same row, so that it takes little memory itself. */
    static BufferedImage endless(int width, int height) {
        int[] bands = {0, 1, 2};
        WritableRaster raster = Raster.createWritableRaster(
                new ComponentSampleModel(DataBuffer.TYPE_BYTE, width, height, 3, 0, bands),
                new DataBufferByte(width * 3),
                new Point());
        return new BufferedImage(
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        false,
                        false,
                        java.awt.Transparency.OPAQUE,
                        DataBuffer.TYPE_BYTE),
                raster,
                false,
                null);
    }

    static byte[] progressive(int width, int height) {
        return encoded(new IIOImage(halves(width, height), List.of(), null), true);
    }

    /** Four inks, as printers and some scanners have them, all of one value; Adobe writes them inverted. */
    static byte[] fourInks(int transform, int... values) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 64, 48, 4, null);
        for (int band = 0; band < 4; band++) {
            for (int i = 0; i < 64 * 48; i++) {
                raster.setSample(i % 64, i / 64, band, values[band]);
            }
        }
        byte[] plain = encoded(new IIOImage(raster, List.of(), null), false);
        byte[] adobe = join(latin("Adobe"), new byte[] {0, 100, 0, 0, 0, 0, (byte) transform});
        return withSegments(plain, segment(0xee, adobe));
    }

    private static byte[] encoded(IIOImage image, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.write(null, image, param);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** The start of a JPEG: its frame and its scan, without anything to decode. */
    static byte[] frame(int marker, int width, int height, int components, int inScan) {
        ByteBuffer frame = ByteBuffer.allocate(6 + 3 * components)
                .put((byte) 8)
                .putShort((short) height)
                .putShort((short) width)
                .put((byte) components);
        for (int i = 1; i <= components; i++) {
            frame.put((byte) i).put((byte) (i == 1 ? 0x22 : 0x11)).put((byte) 0);
        }
        return join(new byte[] {(byte) 0xff, (byte) 0xd8}, segment(marker, frame.array()), segment(0xda, new byte[] {
            (byte) inScan, 0, 0
        }));
    }

    static byte[] segment(int marker, byte[] content) {
        int length = content.length + 2;
        return join(new byte[] {(byte) 0xff, (byte) marker, (byte) (length >> 8), (byte) length}, content);
    }

    /** A JPEG with segments before all others, JFIF's own too. */
    static byte[] withSegments(byte[] jpeg, byte[]... segments) {
        return join(
                java.util.Arrays.copyOf(jpeg, 2), join(segments), java.util.Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    static byte[] exifSegment(byte[] block) {
        return segment(0xe1, join(latin("Exif\0\0"), block));
    }

    /** A PNG of which only the header is true. */
    static byte[] pngHeader(int width, int height, int depth, int colour, byte[]... chunks) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) colour)
                .array();
        return join(
                latin("\u0089PNG\r\n\u001a\n"),
                chunk("IHDR", header),
                join(chunks),
                chunk("IDAT", new byte[1]),
                chunk("IEND", new byte[0]));
    }

    static byte[] chunk(String name, byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(latin(name));
        sum.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(latin(name))
                .put(content)
                .putInt((int) sum.getValue())
                .array();
    }

    /** A PNG with chunks right behind its header. */
    static byte[] withChunks(byte[] png, byte[]... chunks) {
        return join(java.util.Arrays.copyOf(png, 33), join(chunks), java.util.Arrays.copyOfRange(png, 33, png.length));
    }

    /** A zip with empty files of these names. */
    public static byte[] zip(String... names) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A picture whose position is no place on earth. */
    public static byte[] badPosition() {
        return withSegments(
                jpeg(64, 48), exifSegment(exif(1, "2026:11:20 08:00:00", rationals(26, 0, 0), rationals(999, 0, 0))));
    }

    /** A picture with its time and place in EXIF. */
    public static byte[] placed() {
        return withSegments(
                jpeg(96, 72), exifSegment(exif(1, "2026:11:20 08:00:00", rationals(26, 0, 0), rationals(119, 0, 0))));
    }

    /** What an iPhone's file begins with. */
    public static byte[] heic() {
        return join(new byte[] {0, 0, 0, 24}, latin("ftypheic"), new byte[12]);
    }

    /** 1 by 50 million pixels in 70 bytes. */
    public static byte[] thin() {
        return pngHeader(1, 50_000_000, 8, 0, chunk("tEXt", new byte[0]));
    }

    static byte[] rationals(int... wholes) {
        ByteBuffer buffer = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : wholes) {
            buffer.putInt(value).putInt(1);
        }
        return buffer.array();
    }

    /** An EXIF block, little endian: orientation, time, and north and east as three fractions each. */
    static byte[] exif(int orientation, String taken, byte[] latitude, byte[] longitude) {
        int camera = 8 + 2 + 3 * 12 + 4;
        int gps = camera + 2 + 12 + 4;
        int values = gps + 2 + 4 * 12 + 4;
        ByteBuffer tiff = ByteBuffer.allocate(values + 20 + 48).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(latin("II")).putShort((short) 42).putInt(8).putShort((short) 3);
        entry(tiff, 0x0112, 3, 1, orientation);
        entry(tiff, 0x8769, 4, 1, camera);
        entry(tiff, 0x8825, 4, 1, gps);
        tiff.putInt(0).putShort((short) 1);
        entry(tiff, 0x9003, 2, 20, values);
        tiff.putInt(0).putShort((short) 4);
        entry(tiff, 1, 2, 2, 'N');
        entry(tiff, 2, 5, 3, values + 20);
        entry(tiff, 3, 2, 2, 'E');
        entry(tiff, 4, 5, 3, values + 44);
        tiff.putInt(0).put(latin(taken)).position(values + 20);
        return tiff.put(latitude).put(longitude).array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
