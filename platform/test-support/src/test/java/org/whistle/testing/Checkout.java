package org.whistle.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The project's own files, found without git: what is built, installed or kept as data is left out. */
final class Checkout {

    private static final Set<String> NOT_OURS = Set.of(".git", "target", "node_modules", "data", "__pycache__", "dist");

    private final Path root;
    private final List<Path> files;

    private Checkout(Path root, List<Path> files) {
        this.root = root;
        this.files = files;
    }

    /**
     * Finds the checkout that the tests run in.
     *
     * @throws IllegalStateException where no folder above the working directory holds {@code mvnw}
     */
    static Checkout here() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            if (folder.getParent() == null) {
                throw new IllegalStateException("working directory: no mvnw above it (expected: inside the checkout)");
            }
            folder = folder.getParent();
        }
        return new Checkout(folder, walk(folder));
    }

    Path root() {
        return root;
    }

    /** All files, sorted. */
    List<Path> files() {
        return files;
    }

    /** The path as people write it, from the root, with slashes. */
    String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("file: " + file + " (expected: UTF-8)", e);
        }
    }

    private static List<Path> walk(Path root) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean skipped = !folder.equals(root) && folder.getParent() != null && notOurs(folder, root);
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(found);
        return List.copyOf(found);
    }

    /** {@code data} is the standalone's folder at the root alone; the replay keeps its requests in one of that name. */
    private static boolean notOurs(Path folder, Path root) {
        String name = folder.getFileName().toString();
        return NOT_OURS.contains(name) && (!name.equals("data") || root.equals(folder.getParent()));
    }
}
