package org.whistle.replay.client;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import javax.imageio.ImageIO;

/** Small real files to show as evidence, another one for every seed. */
public final class Pictures {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int SHAPES = 12;

    /** Java 2D waits for a lock inside native code, which on virtual threads can take every carrier for ever. */
    private static final ExecutorService PAINTER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("painter").factory());

    private Pictures() {}

    /** A JPEG of coloured shapes on a gradient. */
    public static UploadedFile photo(long seed) {
        byte[] jpeg = CompletableFuture.supplyAsync(() -> paint(seed), PAINTER).join();
        return new UploadedFile("photo-" + Long.toUnsignedString(seed, 36) + ".jpg", "image/jpeg", jpeg);
    }

    /** A one-page PDF. */
    public static UploadedFile document(long seed) {
        String name = Long.toUnsignedString(seed, 36);
        String pdf = """
                %PDF-1.4
                1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
                2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
                3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>> endobj
                trailer <</Root 1 0 R/Size 4/ID[<%s>]>>
                %%%%EOF
                """.formatted(Long.toHexString(seed));
        return new UploadedFile("result-" + name + ".pdf", "application/pdf", pdf.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] paint(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, colour(random), WIDTH, HEIGHT, colour(random)));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        for (int i = 0; i < SHAPES; i++) {
            graphics.setColor(colour(random));
            int x = random.nextInt(WIDTH);
            int y = random.nextInt(HEIGHT);
            if (random.nextBoolean()) {
                graphics.fillRect(x, y, 10 + random.nextInt(90), 10 + random.nextInt(90));
            } else {
                graphics.fillOval(x, y, 10 + random.nextInt(90), 10 + random.nextInt(90));
            }
        }
        graphics.dispose();
        return jpeg(image);
    }

    private static Color colour(RandomGenerator random) {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    private static byte[] jpeg(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
